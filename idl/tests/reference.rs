//! The table of annotations in `README.md` is the one the compiler works with.
//!
//! `BLESS=1 cargo test -p aspyx-idl --test reference` writes it anew.

use aspyx_idl::annotations::{ALL, reference};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
const BEGIN: &str = "<!-- annotations: written by `BLESS=1 cargo test -p aspyx-idl --test reference` -->\n";
const END: &str = "<!-- end of annotations -->";

#[test]
fn the_page_shows_the_table() {
    let page = std::fs::read_to_string(PAGE).expect("the page is there");
    let (before, rest) = page.split_once(BEGIN).expect("the page says where the table begins");
    let (_, after) = rest.split_once(END).expect("the page says where the table ends");
    let expected = format!("{before}{BEGIN}\n{}\n{END}{after}", reference());
    if std::env::var_os("BLESS").is_some_and(|value| value == "1") {
        std::fs::write(PAGE, expected).expect("the page can be written");
    } else {
        assert!(page == expected, "README.md differs from the table; BLESS=1 writes it:\n{}", reference());
    }
}

#[test]
fn no_text_breaks_the_table() {
    for annotation in ALL {
        assert!(!annotation.help.contains(['|', '\n']), "@{}: {}", annotation.name, annotation.help);
    }
}

#[test]
fn a_row_is_told_in_sentences() {
    let len = ALL.iter().find(|annotation| annotation.name == "len").expect("there is @len");
    let told = len.to_string();
    assert!(told.starts_with("@len(…): bounds the number of characters"), "{told}");
    assert!(told.ends_with("It stands before a newtype, a field or a parameter.\nIt takes one range."), "{told}");
}

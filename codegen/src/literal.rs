//! Text that travels into the output: string literals and docs.
//!
//! Whatever a user wrote comes out as the same text and as nothing else: no quote ends a literal, no example in the
//! docs becomes a test of the user's crate.

/// Returns a text as a Rust literal.
pub(crate) fn string(text: &str) -> String {
    format!("{text:?}")
}

/// Returns bytes as a Rust literal.
pub(crate) fn bytes(value: &[u8]) -> String {
    format!("b\"{}\"", value.escape_ascii())
}

/// Returns a text as the lines of a doc comment.
pub(crate) fn docs(text: Option<&str>) -> Vec<String> {
    let mut fence = Fence::default();
    let mut blank = true;
    let lines = text.into_iter().flat_map(str::lines).map(|line| {
        let line = fence.tame(&plain(line), blank);
        blank = line.trim().is_empty();
        comment(&line)
    });
    lines.collect()
}

/// Returns the attribute that warns of something deprecated, for the reason given if there is one.
pub(crate) fn deprecated(reason: Option<&str>) -> Option<String> {
    reason.map(|reason| match reason {
        "" => "#[deprecated]".to_owned(),
        reason => format!("#[deprecated(note = {})]", string(reason)),
    })
}

/// Returns one line of a doc comment.
pub(crate) fn comment(line: &str) -> String {
    let line = line.trim_end();
    // Four slashes make an ordinary comment, hence always a space.
    if line.is_empty() { "///".to_owned() } else { format!("/// {line}") }
}

/// Leaves out what must not stand in a comment: control characters, and those that turn the direction of text, which
/// rustc refuses.
fn plain(line: &str) -> String {
    let allowed = |letter: &char| {
        *letter == '\t' || !(letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
    };
    line.chars().filter(allowed).collect()
}

/// Follows the code blocks of a text, so that none of them is taken for a test.
#[derive(Default)]
struct Fence {
    /// The characters that opened the block at hand.
    open: Option<String>,
}

impl Fence {
    /// Returns a line as it may stand in docs; `blank` says whether the one before is empty.
    fn tame(&mut self, line: &str, blank: bool) -> String {
        let marker = marker(line);
        match (&self.open, marker) {
            (None, Some(marker)) => {
                self.open = Some(marker.to_owned());
                labelled(line, marker)
            }
            (Some(open), Some(marker)) if marker.starts_with(open.as_str()) => {
                self.open = None;
                line.to_owned()
            }
            (None, None) if blank => outdented(line).to_owned(),
            (None, None) | (Some(_), _) => line.to_owned(),
        }
    }
}

/// Returns the backquotes or tildes that open or close a code block on this line, be it in a list or a quotation.
fn marker(line: &str) -> Option<&str> {
    let text = line.trim_start_matches(|letter: char| letter.is_whitespace() || ">-*+".contains(letter));
    let letter = text.chars().next().filter(|letter| matches!(letter, '`' | '~'))?;
    let length = text.len() - text.trim_start_matches(letter).len();
    (length >= 3).then(|| &text[..length])
}

/// The words behind the marker of a code block with which rustdoc takes it for Rust.
const RUST: &[&str] = &["rust", "should_panic", "no_run", "ignore", "compile_fail", "test_harness", "standalone_crate"];

/// Says that a code block is no test: an unnamed one is text, one in Rust is only shown.
fn labelled(line: &str, marker: &str) -> String {
    let end = line.find(marker).map_or(line.len(), |at| at + marker.len());
    let (head, language) = (&line[..end], line[end..].trim());
    let mut words = language.split([',', ' ', '\t']);
    if language.is_empty() {
        format!("{head}text")
    } else if words.any(|word| RUST.contains(&word) || word.starts_with("edition")) {
        format!("{head}{language},ignore")
    } else {
        line.to_owned()
    }
}

/// Takes back an indentation that would make a code block, and so a test, of a line.
fn outdented(line: &str) -> &str {
    let text = line.trim_start();
    let indent = line.len() - text.len();
    if line.starts_with("    ") {
        &line[indent - 3..]
    } else if line.starts_with('\t') {
        text
    } else {
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_ends_where_it_should() {
        assert_eq!(string("say \"hi\" \\ \n"), r#""say \"hi\" \\ \n""#);
        assert_eq!(bytes(b"\"\xff"), r#"b"\"\xff""#);
    }

    #[test]
    fn docs_keep_their_lines() {
        assert_eq!(docs(Some("One.\n\nTwo */ `x` [y].")), ["/// One.", "///", "/// Two */ `x` [y]."]);
        assert_eq!(docs(Some("/ path")), ["/// / path"]);
        assert!(docs(None).is_empty());
    }

    #[test]
    fn code_blocks_are_not_tests() {
        assert_eq!(
            docs(Some("```\nlet x;\n```\n```rust\n```")),
            ["/// ```text", "/// let x;", "/// ```", "/// ```rust,ignore", "/// ```"]
        );
        assert_eq!(docs(Some("See:\n\n    code")), ["/// See:", "///", "///    code"]);
        assert_eq!(docs(Some("- ~~~\n  x\n  ~~~")), ["/// - ~~~text", "///   x", "///   ~~~"]);
    }

    #[test]
    fn what_rustc_refuses_in_comments_is_left_out() {
        assert_eq!(docs(Some("a\u{202e}b\rc")), ["/// abc"]);
    }
}

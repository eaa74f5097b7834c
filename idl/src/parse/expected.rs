//! The rules of the grammar in the words of those who write `.svc` files.

use crate::parse::grammar::Rule;

/// What may be missing somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Words {
    /// Worth saying.
    Main(&'static str),
    /// Possible, but worth saying only if nothing else is.
    Aside(&'static str),
    /// A device of the grammar.
    Nothing,
}

/// Returns "`,` or `}`" for what the parser would have accepted, or nothing if it has no name.
pub(super) fn describe(rules: &[Rule]) -> Option<String> {
    let words: Vec<Words> = rules.iter().map(|rule| words(*rule)).collect();
    let pick = |choose: fn(&Words) -> Option<&'static str>| {
        let mut names: Vec<&str> = Vec::new();
        for name in words.iter().filter_map(choose) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    };
    let main = pick(main_words);
    let names = if main.is_empty() { pick(aside_words) } else { main };
    let (last, before) = names.split_last()?;
    match before.is_empty() {
        true => Some((*last).to_owned()),
        false => Some(format!("{} or {last}", before.join(", "))),
    }
}

fn main_words(words: &Words) -> Option<&'static str> {
    match words {
        Words::Main(text) => Some(text),
        Words::Aside(_) | Words::Nothing => None,
    }
}

fn aside_words(words: &Words) -> Option<&'static str> {
    match words {
        Words::Aside(text) => Some(text),
        Words::Main(_) | Words::Nothing => None,
    }
}

/// Translates one rule.
fn words(rule: Rule) -> Words {
    use Words::{Aside, Main, Nothing};
    match rule {
        Rule::item | Rule::struct_word | Rule::enum_word | Rule::union_word | Rule::error_word => Main("a declaration"),
        Rule::service_word | Rule::component_word | Rule::type_word => Main("a declaration"),
        Rule::package_word => Aside("`package`"),
        Rule::use_word => Aside("`use`"),
        Rule::as_word => Aside("`as`"),
        Rule::fn_word | Rule::method => Main("a method"),
        Rule::throws_word => Main("`throws`"),
        Rule::services_word | Rule::services => Main("`services:`"),
        Rule::channels_word | Rule::channels => Main("`channels:`"),
        Rule::channel | Rule::channel_name => Main("the name of a channel"),
        Rule::field => Main("a field"),
        Rule::variant | Rule::arm => Main("a variant"),
        Rule::throw => Main("the name of an error"),
        Rule::path | Rule::name | Rule::import_name => Main("a name"),
        Rule::type_name | Rule::type_expression => Main("a type"),
        Rule::literal | Rule::word => Main("a value"),
        Rule::number => Main("a number"),
        Rule::string => Main("a text"),
        Rule::annotation => Aside("an annotation"),
        Rule::doc | Rule::file_doc => Aside("documentation"),
        Rule::open_brace => Main("`{`"),
        Rule::close_brace => Main("`}`"),
        Rule::open_paren => Main("`(`"),
        Rule::close_paren => Main("`)`"),
        Rule::close_bracket => Main("`]`"),
        Rule::close_angle => Main("`>`"),
        Rule::comma => Main("`,`"),
        Rule::semicolon => Main("`;`"),
        Rule::colon => Main("`:`"),
        Rule::arrow => Main("`->`"),
        Rule::open_bracket => Aside("`[`"),
        Rule::open_angle => Aside("`<`"),
        Rule::equals => Aside("`=`"),
        Rule::dot | Rule::dot_brace => Aside("`.`"),
        Rule::range_dots => Aside("`..`"),
        Rule::optional_mark => Aside("`?`"),
        _ => Nothing,
    }
}

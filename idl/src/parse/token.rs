//! The token that stands where something else was expected, in words.

/// A token as far as a message needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// As written; empty at the end of the file.
    pub(super) text: &'a str,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Word,
    Number,
    Text,
    Docs,
    Punctuation,
    End,
}

/// Punctuation of more than one character, and what other languages have in that place.
const LONG: [&str; 11] = ["..=", "...", "->", "=>", "..", "::", "==", "!=", "[]", "<=", ">="];

/// Returns the token that begins at a byte.
pub(super) fn at(text: &str, place: usize) -> Token<'_> {
    let rest = &text[place..];
    let (kind, length) = match rest.chars().next() {
        None => (Kind::End, 0),
        Some('"') => (Kind::Text, text_length(rest)),
        Some('/') if rest.starts_with("///") || rest.starts_with("//!") => (Kind::Docs, line_length(rest)),
        Some(c) if c.is_alphabetic() || c == '_' => (Kind::Word, word_length(rest)),
        Some(c) if c.is_ascii_digit() => (Kind::Number, word_length(rest)),
        Some('-') if rest[1..].starts_with(|c: char| c.is_ascii_digit()) => (Kind::Number, 1 + word_length(&rest[1..])),
        Some(c) => {
            (Kind::Punctuation, LONG.iter().find(|long| rest.starts_with(**long)).map_or(c.len_utf8(), |l| l.len()))
        }
    };
    Token { text: &rest[..length], kind }
}

fn word_length(rest: &str) -> usize {
    rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len())
}

fn line_length(rest: &str) -> usize {
    rest.find(['\r', '\n']).unwrap_or(rest.len())
}

fn text_length(rest: &str) -> usize {
    let line = &rest[..line_length(rest)];
    let mut escaped = false;
    let closing = line.char_indices().skip(1).find(|(_, c)| {
        let closes = *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        closes
    });
    closing.map_or(line.len(), |(place, _)| place + 1)
}

impl Token<'_> {
    pub(super) fn is_word(self) -> bool {
        self.kind == Kind::Word
    }

    pub(super) fn is_text(self) -> bool {
        self.kind == Kind::Text
    }

    pub(super) fn is_number(self) -> bool {
        self.kind == Kind::Number
    }

    pub(super) fn is_docs(self) -> bool {
        self.kind == Kind::Docs
    }

    /// Returns how to speak of it.
    pub(super) fn describe(self) -> String {
        match self.kind {
            Kind::Word | Kind::Punctuation => format!("`{}`", shorten(self.text)),
            Kind::Number => format!("the number `{}`", shorten(self.text)),
            Kind::Text => format!("the text `{}`", shorten(self.text)),
            Kind::Docs => "a documentation comment".to_owned(),
            Kind::End => "the end of the file".to_owned(),
        }
    }
}

/// Returns the text, its middle left out if it is long.
fn shorten(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::at;

    #[test]
    fn finds_the_whole_token() {
        for token in ["fn", "->", "=>", "..=", "{", "-12", "\"a \\\" b\"", "/// docs", "é"] {
            assert_eq!(at(&format!("  {token} x\n"), 2).text.trim_end_matches(" x"), token);
        }
    }

    #[test]
    fn says_where_the_file_ends() {
        assert_eq!(at("ab", 2).describe(), "the end of the file");
    }

    #[test]
    fn shortens_what_is_long() {
        assert_eq!(at(&"x".repeat(1000), 0).describe().chars().count(), 43);
    }
}

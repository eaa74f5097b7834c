//! Values: numbers, texts, durations, lists and ranges.

use crate::ast::{Literal, LiteralKind};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::parse::grammar::Rule;
use crate::parse::reader::{Node, Reader, child, children, first};

/// The units of durations, in nanoseconds.
const UNITS: [(&str, u64); 4] =
    [("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000)];

/// What people write for units, and what it is here.
const OTHER_UNITS: [(&str, &str); 12] = [
    ("msec", "ms"),
    ("millis", "ms"),
    ("sec", "s"),
    ("secs", "s"),
    ("second", "s"),
    ("seconds", "s"),
    ("min", "m"),
    ("mins", "m"),
    ("minutes", "m"),
    ("hr", "h"),
    ("hour", "h"),
    ("hours", "h"),
];

/// Units of time that durations do not have.
const LONG_UNITS: [&str; 11] = ["ns", "us", "d", "day", "days", "w", "week", "weeks", "month", "months", "years"];

/// How durations are written.
pub(super) const DURATIONS: &str = "durations are whole numbers with `ms`, `s`, `m` or `h` after them: `48h`";

/// Notations of numbers that are not decimal.
const RADIXES: [(&str, u32); 3] = [("0x", 16), ("0o", 8), ("0b", 2)];

/// Returns how a unit of time is called here, nothing inside if durations do not have it.
pub(super) fn unit(word: &str) -> Option<Option<&'static str>> {
    let ours = UNITS.iter().map(|(name, _)| (*name, *name));
    let known = ours.chain(OTHER_UNITS).find(|(name, _)| *name == word).map(|(_, unit)| unit);
    (known.is_some() || LONG_UNITS.contains(&word)).then_some(known)
}

/// The longest duration, as long as a signed number of nanoseconds can say.
const LONGEST: u64 = i64::MAX as u64;

impl Reader<'_> {
    /// Reads the parentheses after an annotation's name, if there are any.
    pub(super) fn arguments(&mut self, node: Node<'_>) -> Vec<Literal> {
        node.into_inner().filter(|child| child.as_rule() == Rule::literal).map(|child| self.literal(child)).collect()
    }

    pub(super) fn literal(&mut self, node: Node<'_>) -> Literal {
        let span = self.span(&node);
        let mut children = node.into_inner();
        let [value] = first(&mut children);
        let kind = match value.as_rule() {
            Rule::word => self.word(&value),
            Rule::list => LiteralKind::List(self.list(value)),
            Rule::empty_map => LiteralKind::EmptyMap,
            Rule::half_range => self.half_range(value),
            _ => self.range_tail(&value, children.next()),
        };
        Literal { kind, span }
    }

    fn word(&mut self, node: &Node<'_>) -> LiteralKind {
        match node.as_str() {
            "true" => LiteralKind::Bool(true),
            "false" => LiteralKind::Bool(false),
            _ => LiteralKind::Name(self.name(node)),
        }
    }

    fn list(&mut self, node: Node<'_>) -> Vec<Literal> {
        self.arguments(node)
    }

    /// Reads `..=10`.
    fn half_range(&mut self, node: Node<'_>) -> LiteralKind {
        let [dots, bound] = children(node);
        let end = Some(Box::new(self.bound(&bound)));
        LiteralKind::Range { start: None, end, inclusive: dots.as_str() == "..=" }
    }

    /// Reads a number or a text, which is the lower end of a range if dots follow.
    fn range_tail(&mut self, bound: &Node<'_>, tail: Option<Node<'_>>) -> LiteralKind {
        let start = self.bound(bound);
        let Some(tail) = tail else { return start.kind };
        let Some(dots) = child(tail.clone(), Rule::range_dots) else { return start.kind };
        let end = tail.into_inner().nth(1).map(|end| Box::new(self.bound(&end)));
        let inclusive = dots.as_str() == "..=";
        if inclusive && end.is_none() {
            let span = self.span(&dots);
            let message = "a range with `..=` needs an upper end";
            let finding = Diagnostic::new(catalogue::BAD_RANGE, span, message, "nothing follows");
            self.problems.push(finding.guess("for a range without an upper end use", span, ".."));
        }
        LiteralKind::Range { start: Some(Box::new(start)), end, inclusive }
    }

    /// Reads a number or a text.
    fn bound(&mut self, node: &Node<'_>) -> Literal {
        let kind = match node.as_rule() == Rule::string {
            true => LiteralKind::String(self.string(node)),
            false => self.number(node),
        };
        Literal { kind, span: self.span(node) }
    }

    /// Reads a number with all that sticks to it; what makes no sense is reported and becomes 0.
    fn number(&mut self, node: &Node<'_>) -> LiteralKind {
        let text = node.as_str();
        let plain: String = text.chars().filter(|c| *c != '_').collect();
        let digits = plain.strip_prefix('-').unwrap_or(&plain);
        let unit = digits.trim_start_matches(|c: char| c.is_ascii_digit());
        if unit.is_empty() {
            return LiteralKind::Integer(plain);
        }
        if let Some((_, nanoseconds)) = UNITS.iter().find(|(name, _)| *name == unit) {
            return self.duration(node, plain.strip_suffix(unit).unwrap_or(&plain), *nanoseconds);
        }
        match plain.parse::<f64>() {
            Ok(number) if number.is_finite() => LiteralKind::Float(plain),
            Ok(_) => self.bad_number(node, "the number is larger than any `f64`", "too large", None),
            Err(_) => self.bad_suffix(node, unit),
        }
    }

    fn duration(&mut self, node: &Node<'_>, count: &str, unit: u64) -> LiteralKind {
        if count.starts_with('-') {
            return self.bad_number(node, "a duration is not negative", "negative", None);
        }
        let nanoseconds = count.parse::<u64>().ok().and_then(|count| count.checked_mul(unit));
        match nanoseconds.filter(|nanoseconds| *nanoseconds <= LONGEST) {
            Some(nanoseconds) => LiteralKind::Duration(nanoseconds),
            None => self.bad_number(node, "the duration is longer than 292 years", "too long", None),
        }
    }

    /// Says what may be wrong with the letters after a number.
    fn bad_suffix(&mut self, node: &Node<'_>, unit: &str) -> LiteralKind {
        if let Some(decimal) = decimal(node.as_str()) {
            let span = self.span(node);
            let finding = Diagnostic::new(catalogue::BAD_NUMBER, span, "numbers are decimal", "not decimal");
            self.problems.push(finding.suggest(format!("write `{decimal}`"), span, decimal));
            return LiteralKind::Integer("0".to_owned());
        }
        let letters = unit.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
        if UNITS.iter().any(|(name, _)| *name == letters) {
            let help = "write the number in a smaller unit: `1500ms` instead of `1.5s`";
            return self.bad_number(node, "durations are whole numbers", "not a whole number", Some(help));
        }
        let help = "numbers are decimal: `255`, `-3`, `1_000`, `2.5`, `1e-9`; durations end in `ms`, `s`, `m` or `h`";
        let help = if LONG_UNITS.contains(&letters) { DURATIONS } else { help };
        let message = format!("`{letters}` is not a unit");
        match OTHER_UNITS.iter().find(|(name, _)| *name == letters) {
            Some((_, unit)) => {
                let span = self.span(node);
                let text = node.as_str();
                let replacement = format!("{}{unit}", text.strip_suffix(letters).unwrap_or(text));
                let finding = Diagnostic::new(catalogue::BAD_NUMBER, span, message, "unknown unit");
                self.problems.push(finding.suggest("use", span, replacement));
                LiteralKind::Duration(0)
            }
            None => self.bad_number(node, &message, "not a number", Some(help)),
        }
    }

    fn bad_number(&mut self, node: &Node<'_>, message: &str, label: &str, help: Option<&str>) -> LiteralKind {
        let finding = Diagnostic::new(catalogue::BAD_NUMBER, self.span(node), message, label);
        self.problems.push(help.into_iter().fold(finding, Diagnostic::help));
        LiteralKind::Integer("0".to_owned())
    }

    /// Reads a text and resolves its escapes.
    pub(super) fn string(&mut self, node: &Node<'_>) -> String {
        let mut inside = &node.as_str()["\"".len()..];
        inside = inside.strip_suffix('"').unwrap_or(inside);
        if !inside.contains('\\') {
            return inside.to_owned();
        }
        let (mut text, mut place) = (String::new(), self.start(node) + 1);
        while let Some(plain) = inside.find('\\') {
            let (length, meaning) = escape(&inside[plain..]);
            text.push_str(&inside[..plain]);
            match meaning {
                Some(c) => text.push(c),
                None => self.bad_escape(place + plain, &inside[plain..plain + length]),
            }
            inside = &inside[plain + length..];
            place += plain + length;
        }
        text + inside
    }

    fn bad_escape(&mut self, place: usize, written: &str) {
        if self.problems.is_full() {
            return;
        }
        let span = self.at(place..place + written.len());
        let message = format!("unknown escape `{written}`");
        let finding = Diagnostic::new(catalogue::BAD_ESCAPE, span, message, "not an escape")
            .help("the escapes are `\\\"`, `\\\\`, `\\n`, `\\t` and `\\u{1F600}`");
        let written = written.to_owned();
        self.problems.push(match written.starts_with("\\u") {
            true => finding,
            false => finding.guess("for a backslash itself, as in patterns, write", span, format!("\\{written}")),
        });
    }
}

/// Returns in decimal notation what is written as `0x10`.
fn decimal(text: &str) -> Option<String> {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    let (digits, radix) = RADIXES.iter().find_map(|(mark, radix)| Some((digits.strip_prefix(mark)?, *radix)))?;
    let number = u128::from_str_radix(&digits.replace('_', ""), radix).ok()?;
    Some(format!("{sign}{number}"))
}

/// Returns the length of the escape a text begins with, and what it stands for, if anything.
fn escape(text: &str) -> (usize, Option<char>) {
    let Some(kind) = text.chars().nth(1) else { return (text.len(), None) };
    let simple = match kind {
        '"' | '\\' => Some(kind),
        'n' => Some('\n'),
        't' => Some('\t'),
        _ => None,
    };
    // At most six digits, so that a text of nothing but `\u` is not searched to its end every time.
    let end = text.bytes().take(10).position(|byte| byte == b'}');
    match end.filter(|_| text.starts_with("\\u{")) {
        Some(end) => (end + 1, code_point(&text[3..end])),
        None => (1 + kind.len_utf8(), simple),
    }
}

fn code_point(digits: &str) -> Option<char> {
    let hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    u32::from_str_radix(digits, 16).ok().filter(|_| hexadecimal).and_then(char::from_u32)
}

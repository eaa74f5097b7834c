//! Where lines end: lists that may be too long for one line are laid out here, the way rustfmt does by default.
//!
//! Only what cannot be laid out in a template passes through; nothing here knows what the text means.

/// The longest line.
const LINE: usize = 100;

/// The longest list of arguments, array or chain that stays on one line, without its brackets.
const LIST: usize = 60;

/// The longest struct literal that stays on one line, without its braces.
const LITERAL: usize = 18;

/// Array elements up to this length stand several to a line.
const SHORT: usize = 10;

/// Where a text will stand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// The indentation of the line it begins on.
    pub(crate) indent: usize,
    /// What stands on that line before it, indentation included.
    pub(crate) before: usize,
    /// What follows it on its last line.
    pub(crate) after: usize,
}

impl Place {
    /// Returns the place at the beginning of a line, with `after` following.
    pub(crate) fn line(indent: usize, after: usize) -> Self {
        Place { indent, before: indent, after }
    }

    /// Returns the place behind some more text on the same line.
    pub(crate) fn behind(self, text: &str) -> Self {
        Place { before: self.before + text.len(), ..self }
    }

    /// Returns whether a text of one line fits.
    pub(crate) fn fits(self, text: &str) -> bool {
        !text.contains('\n') && self.before + text.chars().count() + self.after <= LINE
    }
}

/// Returns a line break and the indentation of the line after it.
pub(crate) fn newline(indent: usize) -> String {
    format!("\n{:indent$}", "")
}

/// Returns the head of a function: one line, or a parameter a line.
pub(crate) fn signature(place: Place, name: &str, parameters: &[String], result: &str) -> String {
    let flat = format!("{name}({}){result}", parameters.join(", "));
    if place.fits(&flat) { flat } else { format!("{name}{}{result}", column(place.indent, "(", parameters, ",", ")")) }
}

/// Returns the arguments of a call, with parentheses.
pub(crate) fn arguments(place: Place, items: &[String]) -> String {
    if items.is_empty() {
        return "()".to_owned();
    }
    flat(place, "(", items, ")", LIST).unwrap_or_else(|| column(place.indent, "(", items, ",", ")"))
}

/// Returns the arguments of a macro, with parentheses; a macro need not take a comma behind the last.
pub(crate) fn macro_arguments(place: Place, items: &[String]) -> String {
    flat(place, "(", items, ")", LIST).unwrap_or_else(|| column(place.indent, "(", items, "", ")"))
}

/// Returns an array that begins with `open`, such as `&[`.
pub(crate) fn array(place: Place, open: &str, items: &[String]) -> String {
    flat(place, open, items, "]", LIST).unwrap_or_else(|| {
        if items.iter().all(|item| item.len() <= SHORT) {
            filled(place.indent, open, items)
        } else {
            column(place.indent, open, items, ",", "]")
        }
    })
}

/// Returns the arguments of a call whose only one is an array: the brackets open together.
pub(crate) fn array_argument(place: Place, open: &str, items: &[String]) -> String {
    array(place, &format!("({open}"), items) + ")"
}

/// Returns the arguments of a call that ends with an array, which is laid out by itself if need be.
pub(crate) fn arguments_with_array(place: Place, first: &str, open: &str, items: &[String]) -> String {
    let whole = format!("{open}{}]", items.join(", "));
    flat(place, "(", &[first.to_owned(), whole], ")", LIST).unwrap_or_else(|| {
        let array = array(Place::line(place.indent + 4, 1), open, items);
        column(place.indent, "(", &[first.to_owned(), array], ",", ")")
    })
}

/// Returns a struct literal.
pub(crate) fn literal(place: Place, name: &str, fields: &[String]) -> String {
    if fields.is_empty() {
        return format!("{name} {{}}");
    }
    let (open, close) = (format!("{name} {{ "), " }");
    flat(place, &open, fields, close, LITERAL)
        .unwrap_or_else(|| column(place.indent, open.trim_end(), fields, ",", close.trim_start()))
}

/// Returns the value of a constant that a macro makes, beginning with the equals sign.
pub(crate) fn macro_value(place: Place, name: &str, items: &[String]) -> String {
    let head = format!(" = {name}");
    let next = Place::line(place.indent + 4, place.after);
    if let Some(line) = flat(place.behind(&head), "(", items, ")", LIST) {
        format!("{head}{line}")
    } else if let Some(line) = flat(next.behind(name), "(", items, ")", LIST) {
        format!(" ={}{name}{line}", newline(next.indent))
    } else {
        format!("{head}{}", column(place.indent, "(", items, "", ")"))
    }
}

/// Returns the argument of a macro that reads like a declaration, with parentheses: `(Name { a, b })`.
pub(crate) fn macro_braced(place: Place, name: &str, items: &[String]) -> String {
    let flat = format!("({name} {{ {} }})", items.join(", "));
    if place.fits(&flat) {
        return flat;
    }
    let (inner, item) = (newline(place.indent + 4), newline(place.indent + 8));
    let items = items.join(&format!(",{item}"));
    format!("({inner}{name} {{{item}{items}{inner}}}{})", newline(place.indent))
}

/// Returns a text formatted by a macro such as `write!`: the arguments behind the format share a line if they
/// can.
pub(crate) fn formatted(place: Place, open: &str, format: &str, values: &[String]) -> String {
    let whole: Vec<_> = [open, format].into_iter().chain(values.iter().map(String::as_str)).collect();
    let flat = format!("({})", whole.join(", "));
    if flat.chars().count() <= LIST + 2 && place.fits(&flat) {
        return flat;
    }
    let inner = newline(place.indent + 4);
    let line = values.join(", ");
    let values = if Place::line(place.indent + 4, 0).fits(&line) { line } else { values.join(&format!(",{inner}")) };
    let values = if values.is_empty() { values } else { format!(",{inner}{values}") };
    format!("({inner}{open},{inner}{format}{values}{})", newline(place.indent))
}

/// Returns what stands behind the arrow of a match arm: an expression and a comma, or a block.
///
/// The expression is laid out for its place by `expression`, which is asked again for a line of its own.
pub(crate) fn arm(place: Place, expression: impl Fn(Place) -> String) -> String {
    let here = expression(Place { after: 1, ..place });
    if !here.contains('\n') && (Place { after: 1, ..place }).fits(&here) {
        return here + ",";
    }
    block(place.indent, expression)
}

/// Returns a block with an expression on lines of its own.
pub(crate) fn block(indent: usize, expression: impl Fn(Place) -> String) -> String {
    let inner = Place::line(indent + 4, 0);
    format!("{{{}{}{}}}", newline(inner.indent), expression(inner), newline(indent))
}

/// Returns a chain of calls on `receiver`: one line, or a link a line.
pub(crate) fn chain(place: Place, receiver: &str, links: &[String]) -> String {
    let flat = format!("{receiver}{}", links.concat());
    if flat.len() <= LIST && place.fits(&flat) {
        return flat;
    }
    let indent = newline(place.indent + 4);
    links.iter().fold(receiver.to_owned(), |text, link| text + &indent + link)
}

/// Returns a list on one line, if it fits and its items are not longer than `limit` together.
fn flat(place: Place, open: &str, items: &[String], close: &str, limit: usize) -> Option<String> {
    let inner = items.join(", ");
    let text = format!("{open}{inner}{close}");
    (inner.chars().count() <= limit && place.fits(&text)).then_some(text)
}

/// Returns a list with an item a line; `last` follows the last item.
fn column(indent: usize, open: &str, items: &[String], last: &str, close: &str) -> String {
    let inner = newline(indent + 4);
    let separator = format!(",{inner}");
    format!("{open}{inner}{}{last}{}{close}", items.join(&separator), newline(indent))
}

/// Returns an array with as many items a line as fit.
fn filled(indent: usize, open: &str, items: &[String]) -> String {
    let mut text = open.to_owned();
    let mut width = LINE;
    for item in items {
        if width + item.len() + 2 > LINE {
            text += &newline(indent + 4);
            width = indent + 4 + item.len() + 1;
        } else {
            text.push(' ');
            width += item.len() + 2;
        }
        text += item;
        text.push(',');
    }
    text + &newline(indent) + "]"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(count: usize, text: &str) -> Vec<String> {
        (0..count).map(|index| format!("{text}{index}")).collect()
    }

    #[test]
    fn what_fits_stays_on_one_line() {
        let place = Place::line(4, 2);
        assert_eq!(signature(place, "fn f", &items(2, "&a"), " -> X"), "fn f(&a0, &a1) -> X");
        assert_eq!(arguments(place, &[]), "()");
        assert_eq!(arguments(Place { before: 120, ..place }, &[]), "()");
        assert_eq!(array(place, "&[", &items(2, "a")), "&[a0, a1]");
        assert_eq!(literal(place, "Self", &items(2, "a")), "Self { a0, a1 }");
        assert_eq!(literal(place, "Self", &[]), "Self {}");
    }

    #[test]
    fn a_long_signature_has_a_parameter_a_line() {
        let long = format!(" -> {}", "x".repeat(90));
        let expected = format!("fn f(\n        &self0,\n        &self1,\n    ){long}");
        assert_eq!(signature(Place::line(4, 1), "fn f", &items(2, "&self"), &long), expected);
    }

    #[test]
    fn a_line_may_be_exactly_full() {
        let name = "f".repeat(93);
        assert!(!signature(Place::line(4, 1), &name, &[], "").contains('\n'));
        assert!(signature(Place::line(4, 2), &name, &[], "").contains('\n'));
    }

    #[test]
    fn short_elements_share_lines_and_long_ones_do_not() {
        let short = array(Place::line(0, 0), "[", &items(30, "abc"));
        assert_eq!(short.lines().count(), 5);
        assert!(short.lines().all(|line| line.len() <= 100), "{short}");
        let long = array(Place::line(0, 0), "[", &items(10, "a long element "));
        assert_eq!(long.lines().count(), 12);
    }

    #[test]
    fn the_value_of_a_constant_moves_to_the_next_line_before_it_breaks() {
        let fields = items(2, "field");
        assert_eq!(macro_value(Place::line(50, 1), "m!", &fields), " = m!(field0, field1)");
        let place = Place { indent: 4, before: 90, after: 1 };
        assert_eq!(macro_value(place, "m!", &fields), " =\n        m!(field0, field1)");
        assert_eq!(macro_value(place, "m!", &items(20, "field")).lines().count(), 22);
    }

    #[test]
    fn an_arm_that_is_too_long_becomes_a_block() {
        let place = Place { indent: 8, before: 30, after: 0 };
        assert_eq!(arm(place, |_| "short".to_owned()), "short,");
        let long = "x".repeat(75);
        assert_eq!(arm(place, |_| long.clone()), format!("{{\n            {long}\n        }}"));
    }
}

//! The layout of each construct: one function per rule of the grammar, given the tokens of a right file.
//!
//! Each function takes at least one token, so a walk ends whatever the tokens are.

use super::layout::{Brackets, Layout, Line, Op, Reach, Separation};
use super::tokens::Kind;

const IMPORTS: Brackets = tight("}", Reach::Near);
const PARAMETERS: Brackets = tight(")", Reach::Far);
const ARGUMENTS: Brackets = tight(")", Reach::Near);
const TYPES: Brackets = tight(">", Reach::Near);
const VALUES: Brackets = tight("]", Reach::Near);
const MAP: Brackets = tight("}", Reach::Near);

/// Returns brackets without blanks inside.
const fn tight(close: &'static str, reach: Reach) -> Brackets {
    Brackets { close, line: Line::Nothing, reach, separation: Separation::Commas }
}

/// What happens to a line break between annotations and what they belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// It stays.
    Above,
    /// They share a line if it is long enough.
    Beside,
}

impl Layout<'_> {
    pub(super) fn file(&mut self) {
        while self.kind() != Kind::End {
            self.paragraph(Line::Hard);
            match self.text() {
                "package" => self.package(),
                "use" => self.import(),
                docs if docs.starts_with("//!") => self.take(),
                _ => self.declared(Place::Above, Self::item),
            }
        }
        self.line(Line::Hard);
        self.leading();
    }

    fn package(&mut self) {
        self.take_spaced();
        self.path();
        self.end();
    }

    fn import(&mut self) {
        self.take_spaced();
        self.path();
        if self.is(".") {
            self.take();
            self.list(&IMPORTS, Self::import_name);
        } else {
            self.alias();
        }
        self.end();
    }

    fn import_name(&mut self) {
        self.take();
        self.alias();
    }

    fn alias(&mut self) {
        if self.is("as") {
            self.space();
            self.take_spaced();
            self.take();
        }
    }

    fn path(&mut self) {
        self.take();
        while self.is(".") && !self.is_after("{") {
            self.take();
            self.take();
        }
    }

    fn end(&mut self) {
        if self.is(";") {
            self.separator(Some(Op::Text(";")));
        }
    }

    /// Lays out docs and annotations, and what they belong to.
    fn declared(&mut self, place: Place, rest: fn(&mut Self)) {
        while self.kind() == Kind::Docs {
            self.take();
        }
        if !self.is("@") {
            return rest(self);
        }
        self.open(Reach::Near);
        self.annotation();
        while self.is("@") || self.kind() == Kind::Docs {
            self.next_annotation(place);
        }
        let above = place == Place::Above && self.breaks();
        self.line(if above { Line::Hard } else { Line::Space });
        rest(self);
        self.close();
    }

    /// Lays out what follows an annotation, on its line if there is room.
    fn next_annotation(&mut self, place: Place) {
        if self.kind() == Kind::Docs {
            self.take();
        } else if place == Place::Above && self.breaks() {
            self.line(Line::Hard);
            self.annotation();
        } else {
            self.open_line();
            self.annotation();
            self.close();
        }
    }

    fn annotation(&mut self) {
        self.take();
        self.take();
        if self.is("(") {
            self.list(&ARGUMENTS, Self::literal);
        }
    }

    fn item(&mut self) {
        let word = self.text();
        self.take_spaced();
        self.take_spaced();
        match word {
            "type" => self.newtype(),
            "enum" => self.body(Separation::Paragraphs, |it| it.declared(Place::Beside, Self::take)),
            "union" => self.body(Separation::Paragraphs, |it| it.declared(Place::Beside, Self::arm)),
            "service" => self.body(Separation::Statements, |it| it.declared(Place::Above, Self::method)),
            "component" => self.body(Separation::Statements, Self::component_line),
            _ => self.body(Separation::Paragraphs, |it| it.declared(Place::Beside, Self::field)),
        }
    }

    fn newtype(&mut self) {
        self.take_spaced();
        self.type_expression();
        self.end();
    }

    /// Lays out what is in braces: what was on one line stays there if it fits.
    fn body(&mut self, separation: Separation, member: fn(&mut Self)) {
        let line = if self.is_spread() { Line::Hard } else { Line::Space };
        self.list(&Brackets { close: "}", line, reach: Reach::Near, separation }, member);
    }

    /// Returns whether the braces that begin with the next token were on several lines.
    fn is_spread(&self) -> bool {
        let mut depth = 0_usize;
        for (token, next) in self.tokens[self.at..].iter().zip(&self.tokens[self.at + 1..]) {
            match token.text {
                "{" => depth += 1,
                "}" => depth = depth.saturating_sub(1),
                _ => (),
            }
            if depth == 0 || next.before.breaks() {
                return depth > 0;
            }
        }
        false
    }

    fn field(&mut self) {
        self.arm();
        if self.is("=") {
            self.space();
            self.take_spaced();
            self.literal();
        }
    }

    fn arm(&mut self) {
        self.take();
        if self.is(":") {
            self.take_spaced();
            self.type_expression();
        }
    }

    fn method(&mut self) {
        self.take_spaced();
        self.take();
        self.list(&PARAMETERS, |it| it.declared(Place::Beside, Self::field));
        if self.is("->") {
            self.space();
            self.take_spaced();
            self.type_expression();
        }
        if self.is("throws") {
            self.throws();
        }
        self.end();
    }

    fn throws(&mut self) {
        self.trailing();
        self.ops.extend([Op::Open(Reach::Near), Op::Indent]);
        self.line(Line::Space);
        self.take();
        self.names(|it| it.declared(Place::Beside, Self::path));
        self.ops.extend([Op::Dedent, Op::Close]);
    }

    fn component_line(&mut self) {
        self.take();
        self.take();
        self.names(Self::path);
        self.end();
    }

    fn type_expression(&mut self) {
        self.take();
        if self.is("<") {
            self.list(&TYPES, Self::type_expression);
        }
        while self.is("?") {
            self.take();
        }
    }

    fn literal(&mut self) {
        match self.text() {
            "[" => self.list(&VALUES, Self::literal),
            "{" => self.list(&MAP, Self::literal),
            _ => self.value_or_range(),
        }
    }

    fn value_or_range(&mut self) {
        if !self.is_dots() {
            self.take();
        }
        if self.is_dots() {
            self.take();
            if self.kind() == Kind::Value {
                self.take();
            }
        }
    }

    fn is_dots(&self) -> bool {
        self.is("..") || self.is("..=")
    }
}

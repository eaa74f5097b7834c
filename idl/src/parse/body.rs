//! What stands between braces and parentheses: fields, variants, methods, the lines of a component.

use crate::ast::{ChannelName, Component, Field, Head, Method, Throw, TypeExpr, TypeKind, UnionVariant};
use crate::catalogue;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::grammar::Rule;
use crate::parse::reader::{Node, Reader, child, children, first};
use crate::parse::token;
use crate::source::Span;
use std::ops::Range;

impl Reader<'_> {
    pub(super) fn fields(&mut self, node: Node<'_>) -> Vec<Field> {
        self.members(node, Rule::field_entry, Self::field)
    }

    pub(super) fn variants(&mut self, node: Node<'_>) -> Vec<Head> {
        self.members(node, Rule::variant_entry, Self::variant)
    }

    pub(super) fn arms(&mut self, node: Node<'_>) -> Vec<UnionVariant> {
        self.members(node, Rule::arm_entry, Self::arm)
    }

    pub(super) fn methods(&mut self, node: Node<'_>) -> Vec<Method> {
        self.members(node, Rule::method, Self::method)
    }

    fn parameters(&mut self, node: Node<'_>) -> Vec<Field> {
        self.members(node, Rule::parameter_entry, Self::field)
    }

    /// Reads all members of a body; `entry` is what each of them should have been.
    fn members<T>(&mut self, node: Node<'_>, entry: Rule, read: impl Fn(&mut Self, Node<'_>) -> T) -> Vec<T> {
        let start = self.start(&node);
        let mut members = Vec::new();
        let mut children = node.into_inner().peekable();
        while let Some(child) = children.next() {
            let last = children.peek().is_some_and(|next| match next.as_rule() {
                Rule::missing_brace => true,
                Rule::bad_field => next.as_str().starts_with(['/', '@']),
                _ => false,
            });
            match child.as_rule() {
                Rule::field | Rule::variant | Rule::arm | Rule::method => members.push(read(self, child)),
                // What follows need not be another member: the body does not end, or docs stand there that document nothing.
                Rule::missing_comma | Rule::missing_variant_comma if last => (),
                _ => self.between(start, entry, &child),
            }
        }
        members
    }

    /// Looks at what stands between the members of a body that begins at `start`.
    fn between(&mut self, start: usize, entry: Rule, node: &Node<'_>) {
        match node.as_rule() {
            Rule::missing_open => self.missing_open(start),
            Rule::missing_comma | Rule::missing_variant_comma => self.missing_comma(entry, node),
            Rule::wrong_separator | Rule::wrong_variant_separator => self.wrong_separator(node),
            Rule::bad_field | Rule::bad_method | Rule::bad_line => self.explain(entry, node),
            Rule::missing_brace => self.missing_brace(start, node),
            _ => (),
        }
    }

    fn field(&mut self, node: Node<'_>) -> Field {
        let span = self.span(&node);
        let [prelude, name, _, ty, default] = children(node);
        Field {
            head: self.heading(span, prelude, &name, &name),
            ty: self.type_expression(ty),
            default: child(default, Rule::literal).map(|literal| self.literal(literal)),
        }
    }

    fn variant(&mut self, node: Node<'_>) -> Head {
        let span = self.span(&node);
        let [prelude, name] = children(node);
        self.heading(span, prelude, &name, &name)
    }

    fn arm(&mut self, node: Node<'_>) -> UnionVariant {
        let span = self.span(&node);
        let [prelude, name, carried] = children(node);
        UnionVariant { head: self.heading(span, prelude, &name, &name), ty: self.optional_type(carried) }
    }

    fn method(&mut self, node: Node<'_>) -> Method {
        let span = self.span(&node);
        let [prelude, word, name, parameters, result, throws, end] = children(node);
        self.end(&end);
        Method {
            head: self.heading(span, prelude, &word, &name),
            parameters: self.parameters(parameters),
            result: self.optional_type(result),
            throws: throws
                .into_inner()
                .filter(|child| child.as_rule() == Rule::throw)
                .map(|it| self.throw(it))
                .collect(),
        }
    }

    fn throw(&mut self, node: Node<'_>) -> Throw {
        let [marks, path] = children(node);
        Throw { annotations: marks.into_inner().map(|mark| self.annotation(mark)).collect(), error: self.path(path) }
    }

    /// Reads a node that holds a type or nothing.
    fn optional_type(&mut self, node: Node<'_>) -> Option<TypeExpr> {
        child(node, Rule::type_expression).map(|ty| self.type_expression(ty))
    }

    pub(super) fn type_expression(&mut self, node: Node<'_>) -> TypeExpr {
        let mut children = node.into_inner();
        let [name] = first(&mut children);
        let name = self.name(&name);
        let mut span = name.span;
        let (mut arguments, mut marks) = (Vec::new(), Vec::new());
        for child in children {
            match child.as_rule() {
                Rule::type_expression => arguments.push(self.type_expression(child)),
                Rule::close_angle => span = span.to(self.token(&child)),
                Rule::optional_mark => marks.push(self.token(&child)),
                _ => (),
            }
        }
        let kind = if arguments.is_empty() { TypeKind::Name(name) } else { TypeKind::Generic(name, arguments) };
        // More than two question marks mean nothing else than two, and a million must not make a tree that deep.
        marks.into_iter().take(2).fold(TypeExpr { kind, span }, |ty, mark| TypeExpr {
            span: span.to(mark),
            kind: TypeKind::Optional(Box::new(ty)),
        })
    }

    pub(super) fn lines(&mut self, head: Head, node: Node<'_>) -> Component {
        let start = self.start(&node);
        let mut component = Component { head, services: None, channels: None };
        let (mut services, mut channels) = (None, None);
        for child in node.into_inner() {
            match child.as_rule() {
                Rule::services => self.services(child, &mut component, &mut services),
                Rule::channels => self.channels(child, &mut component, &mut channels),
                _ => self.between(start, Rule::line, &child),
            }
        }
        component
    }

    fn services(&mut self, node: Node<'_>, component: &mut Component, seen: &mut Option<Span>) {
        let word = self.line_word(&node, seen);
        let mut paths = Vec::new();
        for child in node.into_inner() {
            match child.as_rule() {
                Rule::path => paths.push(self.path(child)),
                _ => self.end(&child),
            }
        }
        if word {
            component.services = Some(paths);
        }
    }

    fn channels(&mut self, node: Node<'_>, component: &mut Component, seen: &mut Option<Span>) {
        let word = self.line_word(&node, seen);
        let mut names = Vec::new();
        for child in node.into_inner() {
            match child.as_rule() {
                Rule::channel => names.push(self.channel(child)),
                _ => self.end(&child),
            }
        }
        if word {
            component.channels = Some(names);
        }
    }

    /// Reports a line that stands there twice, and returns whether this is the first.
    fn line_word(&mut self, line: &Node<'_>, seen: &mut Option<Span>) -> bool {
        let span = self.span(line);
        let Some(first) = seen.replace(span) else { return true };
        *seen = Some(first);
        let message = "the line stands here twice";
        let finding = Diagnostic::new(catalogue::REPEATED_LINE, span, message, "the second").also(first, "the first");
        self.problems.push(finding.help("a component has one `services:` and one `channels:` line; join the lists"));
        false
    }

    fn channel(&mut self, node: Node<'_>) -> ChannelName {
        let [name] = children(node);
        let quoted = name.as_rule() == Rule::string;
        let text = if quoted { self.string(&name) } else { name.as_str().to_owned() };
        ChannelName { text, quoted, span: self.span(&name) }
    }

    /// Looks whether `;` is there; nodes of other rules are let pass.
    pub(super) fn end(&mut self, node: &Node<'_>) {
        if node.as_rule() == Rule::missing_semicolon {
            let end = self.end_before(self.start(node));
            // A comma promised one more entry, but the next thing begins.
            let start = if self.text[..end].ends_with(',') { end - 1 } else { end };
            self.put(catalogue::MISSING_SEMICOLON, start..end, ";");
        }
    }

    fn missing_comma(&mut self, entry: Rule, node: &Node<'_>) {
        let start = self.start(node);
        let end = self.end_before(start);
        let Some(finding) = self.lack(catalogue::MISSING_COMMA, end..end, ",") else { return };
        // Two words on one line of a union may as well be a variant and the type of its value.
        let carries = entry == Rule::arm_entry && !self.text[end..start].contains('\n');
        self.problems.push(match carries {
            true => finding.help("a variant that carries a value is written `card: Card`"),
            false => finding,
        });
    }

    /// Reports punctuation that is missing.
    fn put(&mut self, code: &'static Code, place: Range<usize>, text: &str) {
        let finding = self.lack(code, place, text);
        finding.into_iter().for_each(|finding| self.problems.push(finding));
    }

    /// Says that punctuation is missing, be it that nothing or that something else is in its place; nothing if something
    /// has been said about the place already.
    fn lack(&self, code: &'static Code, place: Range<usize>, text: &str) -> Option<Diagnostic> {
        if self.is_faulty(place.start.saturating_sub(1), place.end) {
            return None;
        }
        let verb = if place.is_empty() { "insert" } else { "write" };
        let span = self.at(place);
        let finding = Diagnostic::new(code, span, format!("missing `{text}`"), format!("expected `{text}`"));
        Some(finding.suggest(format!("{verb} `{text}`"), span, text))
    }

    fn wrong_separator(&mut self, node: &Node<'_>) {
        let start = self.start(node);
        let span = self.at(start..start + 1);
        let finding = Diagnostic::new(catalogue::WRONG_SEPARATOR, span, "entries are separated by `,`", "not by `;`");
        self.problems.push(finding.suggest("use a comma", span, ","));
    }

    fn missing_open(&mut self, start: usize) {
        let end = self.end_before(start);
        self.put(catalogue::UNOPENED, end..end, "{");
    }

    /// Reports a declaration inside another one, and leaves out the rest of the outer one.
    fn nested(&mut self, rest: Range<usize>) {
        let start = rest.end - self.text[rest.clone()].trim_start().len();
        let span = self.at(start..start + token::at(self.text, start).text.len());
        let message = "a declaration cannot stand inside another one";
        let finding = Diagnostic::new(catalogue::WRONG_PLACE, span, message, "inside braces");
        self.problems.push(finding.help("declare it beside the other one, and use its name here"));
        self.skip(rest);
    }

    /// Reports a body without end, if it had a beginning at least.
    fn missing_brace(&mut self, start: usize, node: &Node<'_>) {
        if !self.text[start..].starts_with('{') {
            return;
        }
        if let Some(outer) = self.end_around(start, self.start(node)) {
            return self.nested(self.start(node)..outer);
        }
        let end = self.end_before(self.start(node));
        if self.unread().is_some_and(|unread| end + 1 >= unread) {
            return;
        }
        let (opening, missing) = (self.at(start..start + 1), self.at(end..end));
        let finding = Diagnostic::new(catalogue::UNCLOSED, opening, "this `{` is not closed", "opened here");
        self.problems.push(finding.also(missing, "`}` expected").guess("insert `}`", missing, "\n}"));
    }
}

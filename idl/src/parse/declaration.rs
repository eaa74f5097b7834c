//! Files and what stands in them: package, imports and declarations.

use crate::ast::{Component, Enum, File, Head, Ident, Item, Newtype, Path, Service, Struct, Union, Use, UseName};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::parse::grammar::Rule;
use crate::parse::reader::{Node, Reader, child, children};
use std::ops::Range;

impl Reader<'_> {
    pub(super) fn file(&mut self) -> File {
        let mut file = super::empty(self.file);
        if let Some(head) = self.next(Rule::head) {
            file.docs = self.head(head);
        }
        let mut excused = false;
        while let Some(part) = self.next(Rule::part) {
            let [part] = children(part);
            if part.as_rule() == Rule::EOI || self.problems.is_full() {
                break;
            }
            excused |= part.as_rule() == Rule::bad_item && file.uses.is_empty() && file.items.is_empty();
            let (start, known) = (self.start(&part), self.problems.count());
            self.part(part, &mut file);
            if let Some(end) = self.unread() {
                self.gave_up_on(start..end, self.problems.count() == known);
                break;
            }
        }
        if file.package.is_none() && !excused {
            self.missing_package();
        }
        file.comments = std::mem::take(&mut self.comments);
        file.gaps = std::mem::take(&mut self.gaps).into_iter().map(|gap| self.at(gap)).collect();
        file
    }

    /// Reports that the text was not read beyond some nonsense, and a reason if none is known.
    fn gave_up_on(&mut self, nonsense: Range<usize>, unexplained: bool) {
        let bracket = self.unclosed.iter().copied().filter(|at| nonsense.contains(at)).min();
        if let Some(at) = bracket.filter(|_| unexplained) {
            let message = format!("this `{}` is not closed", &self.text[at..=at]);
            let finding = Diagnostic::new(catalogue::UNCLOSED, self.at(at..at + 1), message, "opened here");
            self.problems.push(finding);
        }
        let message = "nothing before this makes sense; the file was not read any further";
        let finding =
            Diagnostic::new(catalogue::TOO_MANY, self.at(nonsense.end..nonsense.end), message, "given up here");
        let help = format!("there are {} KiB of it; perhaps this is no `.svc` file", nonsense.len() >> 10);
        self.problems.push(finding.help(help));
    }

    /// Reads one part of a file into it.
    fn part(&mut self, node: Node<'_>, file: &mut File) {
        match node.as_rule() {
            Rule::misplaced_docs => self.misplaced_docs(&node),
            Rule::package => self.package(node, file),
            Rule::import => self.import(node, file),
            Rule::item => file.items.push(self.item(node)),
            Rule::bad_item => self.explain(Rule::declaration, &node),
            _ => (),
        }
    }

    fn missing_package(&mut self) {
        let start = self.text.len() - self.text.trim_start_matches(['\u{FEFF}', ' ', '\t', '\r', '\n']).len();
        let span = self.at(start..start);
        self.problems.push(
            Diagnostic::new(
                catalogue::MISSING_PACKAGE,
                span,
                "the file does not say its package",
                "no `package` before this",
            )
            .help("begin the file with a line like `package shop.v1;`"),
        );
    }

    fn misplaced_docs(&mut self, node: &Node<'_>) {
        let span = self.span(node);
        let message = "`//!` documents the file and stands at its head";
        self.problems.push(
            Diagnostic::new(catalogue::MISPLACED_DOCS, span, message, "below the head of the file")
                .help("document the next declaration with `///`, or make it a remark with `//`"),
        );
    }

    fn package(&mut self, node: Node<'_>, file: &mut File) {
        let span = self.span(&node);
        let [_, path, end] = children(node);
        self.end(&end);
        let path = self.path(path);
        if let Some(first) = &file.package {
            let message = "a file belongs to one package";
            let finding = Diagnostic::new(catalogue::MISPLACED_DECLARATION, span, message, "a second `package`");
            self.problems.push(finding.also(first.span, "the first"));
            return;
        }
        if !file.uses.is_empty() || !file.items.is_empty() {
            let message = "`package` comes before everything else in the file";
            let finding = Diagnostic::new(catalogue::MISPLACED_DECLARATION, span, message, "too late");
            self.problems.push(finding.help("move the line to the top"));
        }
        file.package = Some(path);
    }

    fn import(&mut self, node: Node<'_>, file: &mut File) {
        let span = self.span(&node);
        let [_, path, names, end] = children(node);
        self.end(&end);
        if let Some(item) = file.items.first() {
            let message = "`use` comes before the declarations of the file";
            let finding = Diagnostic::new(catalogue::MISPLACED_DECLARATION, span, message, "too late")
                .also(item.head().name.span, "the first declaration")
                .help("move the line up, below `package`");
            self.problems.push(finding);
        }
        let path = self.path(path);
        file.uses.extend(self.import_names(path, names).map(|(package, names)| Use { package, names, span }));
    }

    /// Tells what is imported from which package: `a.b.{X, Y as Z}`, `a.b.X as Y` or `a.b.X`.
    fn import_names(&mut self, mut path: Path, node: Node<'_>) -> Option<(Path, Vec<UseName>)> {
        let Some(alias) = child(node.clone(), Rule::alias) else {
            let names = node.into_inner().filter(|child| child.as_rule() == Rule::import_name);
            return Some((path, names.map(|name| self.import_name(name)).collect()));
        };
        let last = path.parts.pop()?;
        let Some(before) = path.parts.last() else {
            self.gaps.push(last.span.start as usize..last.span.end as usize);
            self.problems.push(
                Diagnostic::new(catalogue::UNEXPECTED, last.span, "`use` needs a package and a name", "only one name")
                    .help(format!("write the package, too: `use common.v1.{};`", last.text)),
            );
            return None;
        };
        path.span = path.span.to(before.span);
        Some((path, vec![UseName { name: last, alias: self.alias(alias) }]))
    }

    fn import_name(&mut self, node: Node<'_>) -> UseName {
        let [name, alias] = children(node);
        UseName { name: self.name(&name), alias: self.alias(alias) }
    }

    fn alias(&mut self, node: Node<'_>) -> Option<Ident> {
        child(node, Rule::name).map(|name| self.name(&name))
    }

    fn item(&mut self, node: Node<'_>) -> Item {
        let [prelude, thing] = children(node);
        match thing.as_rule() {
            Rule::structure => Item::Struct(self.structure(prelude, thing)),
            Rule::error => Item::Error(self.structure(prelude, thing)),
            Rule::enumeration => Item::Enum(self.enumeration(prelude, thing)),
            Rule::union => Item::Union(self.union(prelude, thing)),
            Rule::service => Item::Service(self.service(prelude, thing)),
            Rule::component => Item::Component(self.component(prelude, thing)),
            _ => Item::Newtype(self.newtype(prelude, thing)),
        }
    }

    /// Reads a `structure` or an `error`, which differ only in their word.
    fn structure(&mut self, prelude: Node<'_>, node: Node<'_>) -> Struct {
        let (head, body) = self.declared(prelude, node);
        Struct { head, fields: self.fields(body) }
    }

    fn enumeration(&mut self, prelude: Node<'_>, node: Node<'_>) -> Enum {
        let (head, body) = self.declared(prelude, node);
        Enum { head, variants: self.variants(body) }
    }

    fn union(&mut self, prelude: Node<'_>, node: Node<'_>) -> Union {
        let (head, body) = self.declared(prelude, node);
        Union { head, variants: self.arms(body) }
    }

    fn service(&mut self, prelude: Node<'_>, node: Node<'_>) -> Service {
        let (head, body) = self.declared(prelude, node);
        Service { head, methods: self.methods(body) }
    }

    fn component(&mut self, prelude: Node<'_>, node: Node<'_>) -> Component {
        let (head, body) = self.declared(prelude, node);
        self.lines(head, body)
    }

    /// Reads `word name body`, which all declarations with braces are.
    fn declared<'n>(&mut self, prelude: Node<'_>, node: Node<'n>) -> (Head, Node<'n>) {
        let span = self.span(&node);
        let [word, name, body] = children(node);
        (self.heading(span, prelude, &word, &name), body)
    }

    fn newtype(&mut self, prelude: Node<'_>, node: Node<'_>) -> Newtype {
        let span = self.span(&node);
        let [word, name, _, ty, end] = children(node);
        self.end(&end);
        Newtype { head: self.heading(span, prelude, &word, &name), ty: self.type_expression(ty) }
    }
}

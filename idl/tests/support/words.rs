//! From trees to words, and from words to texts with anything that may stand between two of them.

use aspyx_idl::ast::{Annotation, Component, Docs, Field, File, Head, Item, Literal, LiteralKind, Method, Path};
use aspyx_idl::ast::{TypeExpr, TypeKind, Use};

/// What may stand between two words.
pub(crate) const GAPS: &[&str] = &[
    " ",
    " ",
    " ",
    "\n",
    "\n\n\n",
    "\t",
    "\r\n",
    " // c\n",
    "\n// own\n",
    "/* i */",
    " /* i */\n",
    "\n/* b */ ",
    "\n\n/* two\n lines */\n\n",
    "// a\n// b\n",
    "/**/ //// c \r\n",
];

/// Joins words; `gaps` says what is between them, from the beginning again where they are too few.
pub(crate) fn joined(words: &[String], gaps: &[&str]) -> String {
    let gaps = gaps.iter().copied().chain([" "]).cycle();
    words.iter().zip(gaps).flat_map(|(word, gap)| [gap, word]).collect()
}

/// Takes a right text apart at all places where something may stand between two words.
pub(crate) fn split(text: &str) -> Vec<String> {
    let (mut words, mut rest) = (Vec::new(), text.trim_start_matches('\u{FEFF}'));
    while !rest.is_empty() {
        let (word, after) = rest.split_at(word_length(rest));
        words.extend(Some(word.to_owned()).filter(|word| !word.trim().is_empty()));
        rest = after;
    }
    words
}

/// Returns the length of the word, comment or blank a text begins with.
fn word_length(rest: &str) -> usize {
    let until = |end: &str, from: usize| rest[from..].find(end).map_or(rest.len(), |at| from + at + end.len());
    let part = |c: char| c.is_ascii_alphanumeric() || "_.-+".contains(c);
    match rest.as_bytes() {
        [b'/', b'/', ..] => until("\n", 0),
        [b'/', b'*', ..] => until("*/", 2),
        [b'"', ..] => until("\"", 1 + rest[1..].replace("\\\\", "xx").replace("\\\"", "xx").find('"').unwrap_or(0)),
        [b'.', b'.', b'=', ..] => 3,
        [b'.', b'.', ..] | [b'-', b'>', ..] => 2,
        [b'0'..=b'9', ..] | [b'-', ..] => {
            rest.find("..").unwrap_or(rest.len()).min(rest.find(|c| !part(c)).unwrap_or(rest.len()))
        }
        [b'a'..=b'z' | b'A'..=b'Z' | b'_', ..] => rest.find(|c| !part(c) || c == '.').unwrap_or(rest.len()),
        _ => rest.chars().next().map_or(1, char::len_utf8),
    }
}

/// Returns the words of a file.
pub(crate) fn words(file: &File) -> Vec<String> {
    let mut words = Words::default();
    words.docs("//!", &file.docs);
    words.put("package").path(file.package.as_ref().expect("random files have one")).put(";");
    file.uses.iter().for_each(|it| words.import(it));
    file.items.iter().for_each(|it| words.item(it));
    words.0
}

#[derive(Default)]
struct Words(Vec<String>);

impl Words {
    fn put(&mut self, word: &str) -> &mut Self {
        self.0.push(word.to_owned());
        self
    }

    /// Puts a word, and that is all.
    fn one(&mut self, word: &str) {
        self.put(word);
    }

    fn docs(&mut self, mark: &str, docs: &Docs) {
        self.0.extend(docs.lines.iter().map(|line| format!("{mark} {line}\n")));
    }

    fn path(&mut self, path: &Path) -> &mut Self {
        self.separated(".", &path.parts, |words, part| words.one(&part.text))
    }

    /// Puts entries with something between them.
    fn separated<T>(&mut self, separator: &str, entries: &[T], put: impl Fn(&mut Self, &T)) -> &mut Self {
        for (index, entry) in entries.iter().enumerate() {
            if index > 0 {
                self.put(separator);
            }
            put(self, entry);
        }
        self
    }

    fn import(&mut self, import: &Use) {
        self.put("use").path(&import.package).put(".").put("{");
        self.separated(",", &import.names, |words, name| {
            words.put(&name.name.text);
            if let Some(alias) = &name.alias {
                words.put("as").put(&alias.text);
            }
        });
        self.put("}").put(";");
    }

    fn head(&mut self, word: Option<&str>, head: &Head) -> &mut Self {
        self.docs("///", &head.docs);
        self.annotations(&head.annotations);
        word.into_iter().for_each(|word| self.one(word));
        self.put(&head.name.text)
    }

    fn annotations(&mut self, annotations: &[Annotation]) {
        for annotation in annotations {
            self.put("@").put(&annotation.name.text);
            if !annotation.arguments.is_empty() {
                self.put("(").separated(",", &annotation.arguments, Self::literal).put(")");
            }
        }
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Newtype(it) => self.head(Some("type"), &it.head).put("=").ty(&it.ty).one(";"),
            Item::Struct(it) => self.body("struct", &it.head, &it.fields, Self::field),
            Item::Error(it) => self.body("error", &it.head, &it.fields, Self::field),
            Item::Enum(it) => self.body("enum", &it.head, &it.variants, Self::variant),
            Item::Union(it) => self.body("union", &it.head, &it.variants, |words, arm| {
                words.head(None, &arm.head);
                if let Some(ty) = &arm.ty {
                    words.put(":").ty(ty);
                }
            }),
            Item::Service(it) => {
                self.head(Some("service"), &it.head).put("{");
                it.methods.iter().for_each(|method| self.method(method));
                self.put("}");
            }
            Item::Component(it) => self.component(it),
        }
    }

    fn body<T>(&mut self, word: &str, head: &Head, members: &[T], member: fn(&mut Self, &T)) {
        self.head(Some(word), head).put("{").separated(",", members, member).put("}");
    }

    fn field(&mut self, field: &Field) {
        self.head(None, &field.head).put(":").ty(&field.ty);
        if let Some(default) = &field.default {
            self.put("=").literal(default);
        }
    }

    fn method(&mut self, method: &Method) {
        self.head(Some("fn"), &method.head).put("(").separated(",", &method.parameters, Self::field).put(")");
        if let Some(result) = &method.result {
            self.put("->").ty(result);
        }
        if !method.throws.is_empty() {
            self.put("throws").separated(",", &method.throws, |words, throw| {
                words.annotations(&throw.annotations);
                words.path(&throw.error);
            });
        }
        self.put(";");
    }

    fn component(&mut self, component: &Component) {
        self.head(Some("component"), &component.head).put("{");
        if let Some(services) = &component.services {
            self.put("services").put(":").separated(",", services, Self::service).put(";");
        }
        if let Some(channels) = &component.channels {
            let channel = |words: &mut Self, name: &aspyx_idl::ast::ChannelName| {
                words.put(&if name.quoted { quoted(&name.text) } else { name.text.clone() });
            };
            self.put("channels").put(":").separated(",", channels, channel).put(";");
        }
        self.put("}");
    }

    fn service(&mut self, service: &Path) {
        self.path(service);
    }

    fn variant(&mut self, head: &Head) {
        self.head(None, head);
    }

    fn argument(&mut self, ty: &TypeExpr) {
        self.ty(ty);
    }

    fn ty(&mut self, ty: &TypeExpr) -> &mut Self {
        match &ty.kind {
            TypeKind::Name(name) => self.put(&name.text),
            TypeKind::Optional(inner) => self.ty(inner).put("?"),
            TypeKind::Generic(name, arguments) => {
                self.put(&name.text).put("<").separated(",", arguments, Self::argument).put(">")
            }
        }
    }

    fn literal(&mut self, literal: &Literal) {
        match &literal.kind {
            LiteralKind::Bool(value) => self.put(&value.to_string()),
            LiteralKind::Integer(digits) | LiteralKind::Float(digits) => self.put(digits),
            LiteralKind::String(text) => self.put(&quoted(text)),
            LiteralKind::Duration(nanoseconds) => self.put(&format!("{}ms", nanoseconds / 1_000_000)),
            LiteralKind::Name(name) => self.put(&name.text),
            LiteralKind::List(list) => self.put("[").separated(",", list, Self::literal).put("]"),
            LiteralKind::EmptyMap => self.put("{").put("}"),
            LiteralKind::Range { start, end, inclusive } => {
                start.iter().for_each(|start| self.literal(start));
                self.put(if *inclusive { "..=" } else { ".." });
                end.iter().for_each(|end| self.literal(end));
                self
            }
        };
    }
}

/// Returns a text as it is written in a file.
fn quoted(text: &str) -> String {
    let escaped = text.chars().map(|c| match c {
        '"' | '\\' => format!("\\{c}"),
        '\n' => "\\n".to_owned(),
        '\t' => "\\t".to_owned(),
        c if c.is_control() => format!("\\u{{{:x}}}", u32::from(c)),
        c => c.to_string(),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

//! As much of a TextMate engine as a test of a grammar needs: line after line, the first match wins, blocks nest.

use regex::{Captures, Regex};
use serde_json::Value;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

/// A grammar.
pub(crate) struct Grammar {
    pub(crate) root: Value,
    /// Every expression is compiled once.
    regexes: RefCell<BTreeMap<String, Rc<Regex>>>,
}

/// For each byte of a text, its scopes.
pub(crate) type Scopes = Vec<Vec<String>>;

/// What matched, and what to do about it.
enum Found<'g> {
    /// The end of the innermost block.
    End,
    /// A rule.
    Rule(&'g Value),
}

impl Grammar {
    /// Reads a grammar.
    pub(crate) fn new(text: &str) -> Self {
        let root = serde_json::from_str(text).expect("the grammar is JSON");
        Grammar { root, regexes: RefCell::default() }
    }

    /// Returns the scopes of a text.
    pub(crate) fn scopes(&self, text: &str) -> Scopes {
        let mut scopes = vec![Vec::new(); text.len()];
        let (mut open, mut start) = (Vec::new(), 0);
        for line in text.split_inclusive('\n') {
            let content = line.trim_end_matches(['\r', '\n']);
            self.line(content, &mut open, &mut scopes[start..start + content.len()]);
            start += line.len();
        }
        assert!(open.is_empty(), "a block is still open at the end: {}", open[open.len() - 1]);
        scopes
    }

    fn line<'g>(&'g self, line: &str, open: &mut Vec<&'g Value>, scopes: &mut [Vec<String>]) {
        let mut at = 0;
        while let Some((found, captures)) = self.next(line, at, open) {
            let range = captures.get(0).expect("the whole match is there").range();
            self.inside(open, at..range.start, scopes);
            match found {
                Found::End => {
                    self.inside(open, range.clone(), scopes);
                    if let Some(block) = open.pop() {
                        capture(&block["endCaptures"], &captures, scopes);
                    }
                }
                Found::Rule(rule) => {
                    self.inside(open, range.clone(), scopes);
                    put(&rule["name"], range.clone(), scopes);
                    let block = rule.get("begin").is_some();
                    capture(&rule[if block { "beginCaptures" } else { "captures" }], &captures, scopes);
                    open.extend(Some(rule).filter(|_| block));
                    assert!(!range.is_empty(), "a rule matches nothing: {rule}");
                }
            }
            at = range.end;
        }
        self.inside(open, at..line.len(), scopes);
    }

    /// Returns what matches first from a place on; of several at one place, the end of the block, then the first rule.
    fn next<'g, 'l>(&'g self, line: &'l str, at: usize, open: &[&'g Value]) -> Option<(Found<'g>, Captures<'l>)> {
        let end = open.last().map(|block| (Found::End, text(&block["end"])));
        let mut rules = Vec::new();
        self.expand(&open.last().unwrap_or(&&self.root)["patterns"], &mut rules);
        let rules = rules.into_iter().map(|rule| {
            let expression = rule.get("match").or(rule.get("begin")).expect("a rule matches or begins");
            (Found::Rule(rule), text(expression))
        });
        let matches = end
            .into_iter()
            .chain(rules)
            .filter_map(|(found, expression)| Some((found, self.regex(expression).captures_at(line, at)?)));
        matches.min_by_key(|(_, captures)| captures.get(0).map(|it| it.start()))
    }

    /// Follows references to other rules.
    fn expand<'g>(&'g self, patterns: &'g Value, rules: &mut Vec<&'g Value>) {
        for pattern in patterns.as_array().into_iter().flatten() {
            match pattern.get("include") {
                Some(name) => self.expand_one(&self.root["repository"][text(name).trim_start_matches('#')], rules),
                None => rules.push(pattern),
            }
        }
    }

    fn expand_one<'g>(&'g self, rule: &'g Value, rules: &mut Vec<&'g Value>) {
        assert!(rule.is_object(), "a rule includes another that is not there");
        match rule.get("match").or(rule.get("begin")) {
            Some(_) => rules.push(rule),
            None => self.expand(&rule["patterns"], rules),
        }
    }

    /// Gives a range the scopes of the blocks it is in.
    fn inside(&self, open: &[&Value], range: Range<usize>, scopes: &mut [Vec<String>]) {
        open.iter().for_each(|block| put(&block["name"], range.clone(), scopes));
    }

    fn regex(&self, expression: &str) -> Rc<Regex> {
        let compile = || Rc::new(Regex::new(expression).unwrap_or_else(|error| panic!("{error}")));
        self.regexes.borrow_mut().entry(expression.to_owned()).or_insert_with(compile).clone()
    }
}

fn text(value: &Value) -> &str {
    value.as_str().expect("this is a text in a grammar")
}

fn capture(names: &Value, captures: &Captures<'_>, scopes: &mut [Vec<String>]) {
    for (number, rule) in names.as_object().into_iter().flatten() {
        let number: usize = number.parse().expect("captures are numbered");
        if let Some(found) = captures.get(number) {
            put(&rule["name"], found.range(), scopes);
        }
    }
}

fn put(name: &Value, range: Range<usize>, scopes: &mut [Vec<String>]) {
    if let Some(name) = name.as_str() {
        scopes[range].iter_mut().for_each(|scopes| scopes.push(name.to_owned()));
    }
}

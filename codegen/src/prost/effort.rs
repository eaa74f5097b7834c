//! How long prost-build would take: it follows every way from every message through single fields, one by one, so that a
//! few dozen messages that name the next one twice each would keep it busy for ever.

use crate::proto::schema::{File, Item, Kind, Message, Shape};
use std::collections::HashMap;

/// What prost-build does in seconds, even if all messages form one chain.
const LIMIT: u64 = 1_000_000;

/// Returns whether there are more steps than prost-build should be asked to take.
pub(super) fn is_too_much(schema: &[File]) -> bool {
    let mut graph = Graph::default();
    for file in schema {
        for item in &file.items {
            if let Item::Message(message) = item {
                graph.add(&file.package, message);
            }
        }
    }
    graph.steps() > LIMIT
}

/// The messages that each message holds in single fields.
#[derive(Debug, Default)]
struct Graph<'f> {
    next: HashMap<String, Vec<&'f str>>,
}

/// How far a message has been looked at.
#[derive(Clone, Copy, Debug)]
enum Count {
    /// What it holds is looked at.
    Begun,
    /// So many steps lead on from it.
    Done(u64),
}

impl<'f> Graph<'f> {
    fn add(&mut self, scope: &str, message: &'f Message) {
        let name = format!("{scope}.{}", message.head.name);
        message.wrappers.iter().for_each(|wrapper| self.add(&name, wrapper));
        let choices = message.oneof.iter().flat_map(|oneof| &oneof.fields);
        let next = message.fields.iter().chain(choices).filter_map(|field| single(&field.shape)).collect();
        self.next.insert(name, next);
    }

    /// Returns the steps from all messages, or a great number.
    fn steps(&self) -> u64 {
        let mut counts = HashMap::new();
        for name in self.next.keys() {
            self.count(name, &mut counts);
        }
        counts.values().fold(0, |sum: u64, count| sum.saturating_add(steps(Some(count))))
    }

    /// Counts the steps from a message, those from what it holds first; not by recursion, as chains may be long.
    fn count<'g>(&'g self, name: &'g str, counts: &mut HashMap<&'g str, Count>) {
        let mut open = vec![name];
        while let Some(name) = open.pop() {
            let next = self.next.get(name).map_or(&[][..], Vec::as_slice);
            match counts.get(name) {
                None => {
                    counts.insert(name, Count::Begun);
                    open.push(name);
                    open.extend(next.iter().filter(|next| !counts.contains_key(**next)));
                }
                Some(Count::Begun) => {
                    let sum = next.iter().fold(1, |sum: u64, next| sum.saturating_add(steps(counts.get(next))));
                    counts.insert(name, Count::Done(sum));
                }
                Some(Count::Done(_)) => {}
            }
        }
    }
}

/// Returns the steps that are known: one where a message leads back to itself, for there prost-build stops.
fn steps(count: Option<&Count>) -> u64 {
    match count {
        Some(Count::Done(steps)) => *steps,
        Some(Count::Begun) | None => 1,
    }
}

fn single(shape: &Shape) -> Option<&str> {
    match shape {
        Shape::Single(Kind::Message(name)) => Some(name),
        Shape::Single(Kind::Scalar(_) | Kind::Enum(_)) | Shape::Repeated(_) | Shape::Map(..) => None,
    }
}

//! What is sent: the same in the types of aspyx and in those of prost.

use super::grpc::proto;
use super::ours::generated::bench::v1 as ours;
use clap::ValueEnum;

/// How long each text of the flat record is.
const TEXT: usize = 122;
/// How many levels the tree has: fifteen nodes.
const LEVELS: u32 = 4;

/// What is sent.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum Payload {
    /// Four scalars and ten texts
    Flat,
    /// A tree of fifteen nodes
    Tree,
}

impl Payload {
    /// Returns the name.
    pub fn name(self) -> &'static str {
        match self {
            Payload::Flat => "flat",
            Payload::Tree => "tree",
        }
    }
}

macro_rules! flat {
    ($module:ident) => {{
        let text = |number: usize| "abcdefghijklmnopqrstuvwxyz ".chars().cycle().skip(number).take(TEXT).collect();
        $module::Flat {
            number: 4711,
            ratio: 0.75,
            active: true,
            name: "a flat record".to_owned(),
            text0: text(0),
            text1: text(1),
            text2: text(2),
            text3: text(3),
            text4: text(4),
            text5: text(5),
            text6: text(6),
            text7: text(7),
            text8: text(8),
            text9: text(9),
        }
    }};
}

macro_rules! tree {
    ($module:ident, $levels:expr) => {{
        fn node(levels: u32) -> $module::Node {
            let children = if levels == 1 { Vec::new() } else { vec![node(levels - 1), node(levels - 1)] };
            $module::Node { text: format!("a node with {levels} levels, this one included"), children }
        }
        node($levels)
    }};
}

/// Returns the flat record in our type.
pub fn our_flat() -> ours::Flat {
    flat!(ours)
}

/// Returns the tree in our type.
pub fn our_tree() -> ours::Node {
    tree!(ours, LEVELS)
}

/// Returns the flat record in prost's type.
pub fn proto_flat() -> proto::Flat {
    flat!(proto)
}

/// Returns the tree in prost's type.
pub fn proto_tree() -> proto::Node {
    tree!(proto, LEVELS)
}

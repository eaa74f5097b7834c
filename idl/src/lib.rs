//! x
pub mod ast;
pub mod catalogue;
pub mod diagnostic;
pub mod model;
pub mod source;

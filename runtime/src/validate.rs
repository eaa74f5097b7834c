//! Whether values keep the rules of their types: lengths, ranges, patterns, and variants that are known.
//!
//! Generated code implements [`Validate`] with a line or so for each rule; the rules themselves are here. A value is
//! always looked at to the end, so that whoever sent it learns everything at once, up to a hundred violations. As long
//! as none is found nothing is allocated: where a violation stands is put together on the way out, step by step, as
//! with errors of decoding. Nothing here changes a value, and nothing here knows of methods or channels.

mod containers;
mod lengths;
mod patterns;
mod rules;
#[cfg(test)]
mod tests;

use crate::error::Result;
pub use lengths::Length;
pub use patterns::Pattern;
pub use rules::Rules;

/// A value with rules, its own or those of what it consists of.
///
/// All types of `.svc` files have it, those without rules too, so that containers need not ask. A server checks arguments
/// before it calls a method, and a client before it sends anything; results are not checked. So this is for values that
/// come from elsewhere:
///
/// ```
/// use aspyx::Validate;
///
/// fn accept(product: &impl Validate) -> aspyx::Result<()> {
///     product.validate()
/// }
/// # accept(&"scalars have no rules of their own".to_owned()).unwrap();
/// ```
pub trait Validate {
    /// Reports every rule that the value breaks; by itself a value has none.
    #[doc(hidden)]
    fn check(&self, rules: &mut Rules) {
        let _ = rules;
    }

    /// Makes sure that the value keeps its rules.
    ///
    /// # Errors
    ///
    /// Fails with the kind [`Violation`](crate::ErrorKind::Violation), and [`violations`](crate::Error::violations)
    /// tells each rule that is broken, where and by what; after a hundred of them no more are looked for.
    fn validate(&self) -> Result<()> {
        let mut rules = Rules::new();
        self.check(&mut rules);
        rules.finish(|| "not allowed".to_owned())
    }
}

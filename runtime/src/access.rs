//! Who may call a method.
//!
//! Nobody can prove who they are yet, so that a method is open to anyone or to no one: better closed than open by
//! mistake. Both halves of the runtime ask here, before anything of the arguments is looked at.

use crate::error::{Error, ErrorKind, Result};
use crate::service::{Access, MethodDescriptor};

/// Makes sure that the caller may call a method.
///
/// # Errors
///
/// Fails if the method asks for a caller who is known.
pub(crate) fn check(method: &MethodDescriptor) -> Result<()> {
    match method.access {
        Access::Anyone => Ok(()),
        Access::Authenticated | Access::Roles(_) => Err(unauthenticated(method)),
    }
}

#[cold]
fn unauthenticated(method: &MethodDescriptor) -> Error {
    let text = format!("`{}` was not called: it asks for a caller who is authenticated", method.id);
    Error::new(ErrorKind::Unauthenticated, text)
}

//! What is around every call that arrives, whatever the channel: the context it runs in, the time its caller gives it,
//! and the truth about whether its method has begun.

use crate::answer::Answer;
use crate::context::CallContext;
use crate::deadline;
use crate::dispatch::BoxFuture;
use crate::error::{Error, ErrorKind, Result};
use crate::guard;
use crate::room::Room;
use crate::service::MethodDescriptor;
use std::future::Future;
use std::pin::Pin;
use std::sync::OnceLock;

/// The way of one call through the server.
pub(super) struct Passage {
    context: CallContext,
    /// The method, from right before it runs.
    begun: OnceLock<&'static MethodDescriptor>,
}

impl Passage {
    /// Begins the way of a call that has arrived just now.
    pub(super) fn new(context: CallContext) -> Self {
        Self { context, begun: OnceLock::new() }
    }

    /// Goes all the way, within the time that the caller gives, and returns what it is to be told.
    ///
    /// The way is pinned by whoever has it, or its state would be moved with each thing that is put around it.
    pub(super) async fn complete(&self, way: Pin<&mut impl Future<Output = Result<Answer>>>) -> Answer {
        let way = self.context.clone().scope(way);
        let outcome = match self.context.remaining() {
            None => way.await,
            Some(left) => tokio::time::timeout(left, way).await.unwrap_or_else(|_| Err(self.late())),
        };
        self.truthful(outcome)
    }

    /// Runs a method.
    ///
    /// # Errors
    ///
    /// Fails if it panics or takes longer than it may, or if its caller's time is up before it has begun.
    pub(super) async fn run(
        &self,
        method: &'static MethodDescriptor,
        room: &Room,
        future: BoxFuture<'_, Answer>,
    ) -> Result<Answer> {
        if self.context.remaining().is_some_and(|left| left.is_zero()) {
            return Err(too_late(method));
        }
        self.begun.get_or_init(|| method);
        let call = guard::catch(future);
        let outcome = match method.timeout {
            Some(limit) => deadline::in_time(method, limit, call).await?,
            None => call.await,
        };
        let answer = outcome.map_err(|text| guard::panicked(method.id, &text))?;
        room.note(answer.body.len());
        Ok(answer)
    }

    /// Makes an answer say whether the method may have run: whoever has failed before or after knows less of it.
    fn truthful(&self, outcome: Result<Answer>) -> Answer {
        let begun = self.begun.get().is_some();
        match outcome {
            Ok(mut answer) => {
                if !begun && answer.status >= 400 {
                    answer.set_not_executed();
                }
                answer
            }
            Err(error) => Answer::refusal(&error.executed(begun)),
        }
    }

    #[cold]
    fn late(&self) -> Error {
        let text = match self.begun.get() {
            Some(method) => format!("`{}` has not ended within the time that its caller gives it", method.id),
            None => "the time that the caller gives the call is up before a method has begun".to_owned(),
        };
        Error::new(ErrorKind::Deadline, text)
    }
}

#[cold]
fn too_late(method: &MethodDescriptor) -> Error {
    let text = format!("`{}` was not called: the time that its caller gives it is up", method.id);
    Error::new(ErrorKind::Deadline, text)
}

//! The interop services: what the server of the Python original answers, in Rust.

use crate::original::*;
use aspyx::Error;
use std::time::Duration;

/// Gives back what it gets.
#[derive(Clone, Default)]
pub struct Interop;

impl TestService for Interop {
    async fn hello(&self, message: String) -> Result<String, Error> {
        Ok(format!("hello {message}"))
    }

    async fn add(&self, a: i32, b: i32) -> Result<i32, Error> {
        a.checked_add(b).ok_or_else(|| Error::exception("the sum is too large"))
    }

    async fn scalars(&self, i: i32, f: f32, b: bool, s: String) -> Result<String, Error> {
        Ok(format!("{i:?} {f:?} {b:?} {s:?}"))
    }

    async fn data(&self, data: Data) -> Result<Data, Error> {
        Ok(data)
    }

    async fn outer(&self, outer: Outer) -> Result<Outer, Error> {
        Ok(outer)
    }

    async fn model(&self, model: Model) -> Result<Model, Error> {
        Ok(model)
    }

    async fn ints(&self, values: Vec<i32>) -> Result<Vec<i32>, Error> {
        Ok(values)
    }

    async fn inners(&self, values: Vec<Inner>) -> Result<Vec<Inner>, Error> {
        Ok(values)
    }

    async fn put_it(&self, message: String) -> Result<String, Error> {
        Ok(format!("put {message}"))
    }

    async fn delete_it(&self, message: String) -> Result<String, Error> {
        Ok(format!("delete {message}"))
    }

    async fn fail(&self, message: String) -> Result<String, Error> {
        Err(Error::exception(message))
    }

    async fn sleep(&self, seconds: f32) -> Result<String, Error> {
        let duration = Duration::try_from_secs_f32(seconds).map_err(Error::exception)?;
        tokio::time::sleep(duration).await;
        Ok(format!("slept {seconds:?}"))
    }
}

impl TestAsyncService for Interop {
    async fn hello(&self, message: String) -> Result<String, Error> {
        Ok(format!("hello {message}"))
    }

    async fn data(&self, data: Data) -> Result<Data, Error> {
        Ok(data)
    }

    async fn outer(&self, outer: Outer) -> Result<Outer, Error> {
        Ok(outer)
    }

    async fn fail(&self, message: String) -> Result<String, Error> {
        Err(Error::exception(message))
    }
}

/// Puts the component together.
pub fn component() -> aspyx::HostedComponent {
    TestComponent::builder().test_service(Interop).test_async_service(Interop).build()
}

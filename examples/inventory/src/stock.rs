//! The warehouse: a map behind a lock.

use crate::warehouse::v1::*;
use aspyx::{Error, Timestamp};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Articles and how many pieces there are of each.
#[derive(Default)]
pub(crate) struct Shelves {
    /// Held for single map operations only, never across an await.
    levels: Mutex<BTreeMap<Sku, Level>>,
}

impl Shelves {
    /// Locks the map; a panic elsewhere leaves every entry whole, so a poisoned lock is as good as any.
    fn levels_mut(&self) -> MutexGuard<'_, BTreeMap<Sku, Level>> {
        self.levels.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Stock for Shelves {
    async fn levels(&self) -> Result<BTreeMap<Sku, Level>, Error> {
        Ok(self.levels_mut().clone())
    }

    async fn level(&self, sku: Sku) -> Result<Level, StockLevelError> {
        let found = self.levels_mut().get(&sku).cloned();
        Ok(found.ok_or(UnknownSku { sku })?)
    }

    async fn store(&self, sku: Sku, pieces: u32) -> Result<Level, Error> {
        let mut levels = self.levels_mut();
        let level = levels.entry(sku.clone()).or_insert_with(|| Level { sku, pieces: 0, changed: Timestamp::now() });
        level.pieces = level.pieces.saturating_add(pieces);
        level.changed = Timestamp::now();
        Ok(level.clone())
    }

    async fn take(&self, sku: Sku, pieces: u32) -> Result<Level, StockTakeError> {
        let mut levels = self.levels_mut();
        let Some(level) = levels.get_mut(&sku) else { return Err(UnknownSku { sku }.into()) };
        let Some(left) = level.pieces.checked_sub(pieces) else {
            return Err(OutOfStock { sku, left: level.pieces }.into());
        };
        level.pieces = left;
        level.changed = Timestamp::now();
        Ok(level.clone())
    }
}

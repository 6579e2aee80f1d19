//! Trying a store on a server out.

use crate::{Probe, Store, StoreError, name};

const PROBE: &[u8] = b"Keyrack tries whether files can be created here. This one may be deleted.\n";

/// Lists, creates, reads and deletes.
pub fn probe(store: &impl Store) -> Result<Probe, StoreError> {
    store.list("")?;
    let name = name::probe()?;
    match store.create(&name, PROBE) {
        Ok(_) => {}
        Err(StoreError::ReadOnly | StoreError::Full) => {
            return Ok(Probe {
                can_create: false,
                can_delete: false,
            });
        }
        Err(error) => return Err(error),
    }
    let read = store.read(&name, PROBE.len());
    let deleted = store.delete(&name);
    if read? != PROBE {
        return Err(StoreError::Broken);
    }
    let can_delete = match deleted {
        Ok(()) => true,
        Err(StoreError::ReadOnly | StoreError::Refused) => false,
        Err(error) => return Err(error),
    };
    Ok(Probe {
        can_create: true,
        can_delete,
    })
}

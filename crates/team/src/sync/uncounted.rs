//! Objects on the store that do not count: their authors might not change the folder.

use super::{Cache, Files, Pulled};
use crate::{exposed::Aside, head::Listing, layout::object_path, object, office::Office};

impl Office {
    /// The listed objects that do not count and hold something that is not here, as far as the cache has them and this
    /// device opens them.
    #[must_use]
    pub fn uncounted(&self, cache: &dyn Cache, now: u64) -> Vec<Aside> {
        let files = Files {
            cache,
            missing: Default::default(),
        };
        let me = self.device();
        let mut aside = Vec::new();
        for (device, heads) in self.state.heads.iter().filter(|it| *it.0 != me) {
            for head in heads {
                for Listing(folder, part, object, len) in &head.list {
                    // What was read and kept in mind is here already.
                    if self.state.objects.contains_key(object)
                        || self.counts(*device, head.hash, (*folder, *part), now)
                    {
                        continue;
                    }
                    let path = object_path(*device, *object);
                    let bytes = files.get(&path, object::most(*len), &mut Pulled::default());
                    let opened = bytes.map(|it| self.open_folder(&it, *device, (*folder, *part)));
                    aside.extend(opened.and_then(Result::ok));
                }
            }
        }
        aside
    }
}

//! The export of Ente Auth: otpauth URIs with a parameter `codeDisplay`, plain or sealed with libsodium's secretstream
//! under a key of Argon2id. The app asks for up to 1 GiB of memory.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use zeroize::Zeroizing;

use crate::content::Content;
use crate::description::{Description, Kind, Takes, Writing};
use crate::document::Document;
use crate::error::{ExportError, ImportError};
use crate::format::Sealing;
use crate::json::{Object, Sink};
use crate::places::{Item, Places, items};
use crate::reader::Reader;
use crate::reason::Reason;
use crate::seal::Seal;
use crate::sealed::kdf::Argon2id;
use crate::sealed::{self, secretstream};
use crate::{text, uri_list};

pub(crate) const FORMAT: Description = Description {
    id: "ente",
    name: "Ente Auth",
    versions: "1",
    extensions: &["txt", "json"],
    encrypted: true,
    kind: Kind::Uris,
    recognises,
    takes: Takes::Also(|content| uri_list::is_otpauth(content.text)),
    read,
    writing: Some(Writing::new(Sealing::Choice, PLACES, write)),
    ..Description::READ_ONLY
};

/// A folder becomes a tag. The note has to fit a URI with every byte escaped.
const PLACES: Places = Places {
    note: 4096,
    tags: true,
    folder: true,
    ..Places::FACTORS
};

fn recognises(content: &Content<'_>) -> bool {
    let is_sealed = |file: &Object<'_>| file.has("kdfParams") && file.has("encryptedData");
    match content.object() {
        Some(file) => is_sealed(file),
        None => content.text.contains("codeDisplay=") && uri_list::is_otpauth(content.text),
    }
}

fn read(content: &Content<'_>, reader: &mut Reader<'_, '_>) -> Result<(), ImportError> {
    let Some(file) = content.object() else {
        return uri_list::read(content.text, reader);
    };
    let number = |object: &Object<'_>, name| match object.number(name, Reason::BadStructure) {
        Ok(Some(number)) => Ok(number),
        _ => Err(ImportError::DAMAGED),
    };
    file.check_version("version", VERSION)?;
    let params = file.object("kdfParams").map_err(ImportError::of)?;
    let bytes = |object: &Object<'_>, name| {
        object
            .text_of(name)
            .and_then(|text| sealed::base64(&text))
            .ok_or(ImportError::DAMAGED)
    };
    let (salt, message) = (bytes(&params, "salt")?, bytes(file, "encryptedData")?);
    let header: [u8; secretstream::HEADER] = bytes(file, "encryptionNonce")?
        .as_slice()
        .try_into()
        .map_err(|_| ImportError::DAMAGED)?;
    let costs = Argon2id {
        memory_kib: number(&params, "memLimit")? / 1024,
        passes: number(&params, "opsLimit")?,
        lanes: 1,
    };
    let key = costs.derive(reader.password()?, &salt, reader.derivation)?;
    let plain = secretstream::open(&key, &header, &message).ok_or(ImportError::PasswordWrong)?;
    let text = std::str::from_utf8(&plain).map_err(|_| ImportError::DAMAGED)?;
    uri_list::read(text, reader)
}

/// Writes an export, sealed if there is a password.
fn write(document: &Document, seal: &mut Seal<'_, '_>) -> Result<Zeroizing<Vec<u8>>, ExportError> {
    let items = items(document, &PLACES);
    let plain = uri_list::write_lines(items.iter().map(line));
    let Some(password) = seal.password else {
        return Ok(text::into_bytes(plain));
    };
    let (salt, header) = (seal.bytes::<16>(), seal.bytes::<{ secretstream::HEADER }>());
    let key = COSTS.derive(password.as_bytes(), &*salt, seal.derivation)?;
    let sealed =
        secretstream::seal(&key, &header, plain.as_bytes()).ok_or(ExportError::PasswordNeeded)?;
    let mut out = Sink::default();
    out.object(|members| {
        members.put("version", &VERSION);
        members.put_object("kdfParams", |params| {
            params.put("memLimit", &(COSTS.memory_kib * 1024));
            params.put("opsLimit", &COSTS.passes);
            params.put_text("salt", &BASE64.encode(*salt));
        });
        members.put_text("encryptedData", &BASE64.encode(sealed));
        members.put_text("encryptionNonce", &BASE64.encode(*header));
    });
    Ok(text::into_bytes(out.into_text()))
}

fn line(item: &Item<'_>) -> Zeroizing<String> {
    let mut display = Sink::default();
    display.object(|members| {
        members.put("pinned", &false);
        members.put("trashed", &false);
        members.put_each("tags", item.groups(), |tag, out| out.string(tag));
        members.put_text("note", item.note);
    });
    let mut uri = uri_list::uri(item);
    uri.extra
        .push(("codeDisplay".to_owned(), display.into_text().to_string()));
    uri.write()
}

const VERSION: u64 = 1;

/// What the app takes on phones: libsodium's moderate costs.
const COSTS: Argon2id = Argon2id {
    memory_kib: 256 * 1024,
    passes: 3,
    lanes: 1,
};

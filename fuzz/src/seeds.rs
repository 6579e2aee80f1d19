//! What the fuzzer begins with: small files of every kind that the targets read.

use std::io::{Cursor, Write};

use aes::cipher::{BlockEncryptMut, KeyIvInit, block_padding::Pkcs7};
use base64::{Engine, engine::general_purpose::STANDARD};
use keyrack_exchange::{
    File, Import, KeyDerivation, ReadOptions, Seal, Sealing, columns, formats, pass, read, write,
};
use keyrack_otp::{Otp, Secret};
use keyrack_seal::{
    Costs, Kdf, OsEntropy,
    slot::{PasswordSlot, RecoverySlot, Slot, Slots, Target},
};
use keyrack_vault::{
    Account, Factor, Folder, Id, Quarantined, Record, RecordKind, SecretText, Stamp, Vault, payload,
};
use sha2::{Digest, Sha256};
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::{
    qr, target_of, team,
    vault::{KEYS, PAPER, PASSWORD, REPLICAS, header, id},
};

/// One file.
pub struct Seed {
    /// The target that reads it.
    pub target: String,
    /// The name of the file.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// All of them.
#[must_use]
pub fn all() -> Vec<Seed> {
    let mut seeds = exported();
    let mut put = |target: &str, name: &str, bytes: &[u8]| {
        seeds.push(Seed {
            target: target.into(),
            name: name.into(),
            bytes: bytes.into(),
        });
    };
    for (format, text) in TEXTS {
        let format = format.parse().expect("a format");
        put(&target_of(format), "seed", text.as_bytes());
    }
    put("import_keepass", "database", &kdbx());
    put("import_totp_authenticator", "backup", &totp_authenticator());
    put(
        "import_1password",
        "one",
        &packed(&[("export.data", ONE_PASSWORD)]),
    );
    put(
        "import_authenticator_extension",
        "plain",
        PLAIN_EXTENSION.as_bytes(),
    );
    put("import_passed", "table", &passed());
    put("import_xlsx", "workbook", &packed(&WORKBOOK));
    put("import_winauth", "list", &packed(&[("list.txt", URI)]));
    put(
        "import_authenticator_plus",
        "list",
        &packed(&[("Accounts.txt", URI)]),
    );
    put("import_any", "uri", URI.as_bytes());
    put("otpauth_uri", "totp", URI.trim_end().as_bytes());
    put(
        "otpauth_uri",
        "hotp",
        b"otpauth://hotp/Bank:anna?secret=GEZDGNBVGY3TQOJQ&counter=7&issuer=Bank",
    );
    put("vault_files", "two states", &states());
    put("qr_picture", "grey.bmp", &bitmap());
    put("qr_pixels", "plain", &modules());
    for (name, data) in SEGMENTS {
        put("qr_data", name, data);
    }
    for sample in team::samples::all() {
        put(sample.target, sample.name, &sample.bytes);
    }
    seeds
}

/// What our own exporters make of a few accounts, plain and sealed.
fn exported() -> Vec<Seed> {
    let document = accounts().document.unwrap_or_default();
    let mut seeds = Vec::new();
    for info in formats().filter(|info| info.exports) {
        let passwords = match info.sealing {
            Sealing::Choice => vec![None, Some("password")],
            Sealing::Never | Sealing::Always => vec![None],
        };
        for password in passwords {
            let mut seal = Seal {
                password,
                random: &mut |bytes| bytes.fill(7),
                derivation: &mut KeyDerivation::default(),
            };
            if let Ok(written) = write(&document, info.format(), &mut seal) {
                let name = password.map_or("plain", |_| "sealed");
                let mut put = |target| {
                    seeds.push(Seed {
                        target,
                        name: format!("{}-{name}", info.id),
                        bytes: written.bytes.to_vec(),
                    });
                };
                put(target_of(info.format()));
                if password.is_none() {
                    put("import_any".into());
                }
            }
        }
    }
    seeds
}

fn accounts() -> Import {
    let options = ReadOptions::default();
    read(&[ACCOUNTS], &options, &mut KeyDerivation::default()).expect("a table of accounts")
}

/// What a process that reads files answers for a table.
fn passed() -> Vec<u8> {
    let columns = columns(&[ACCOUNTS], &[]).expect("a table");
    pass(&accounts(), Some(&columns))
        .expect("a short answer")
        .to_vec()
}

/// The lines of two states of one vault and its ways in, as the target of the vault's files takes them: without tags, which
/// it makes itself.
fn states() -> Vec<u8> {
    let [here, there] = REPLICAS;
    let at = |milliseconds: u64, replica| Stamp::new(1_795_000_000_000 + milliseconds, 0, replica);
    let mut vault = Vault::new(id());
    let mut folder = Folder::new(Id::from_bytes([2; 16]), at(0, here));
    folder.name.set("Kiss Kft.".into(), at(0, here));
    for number in 3..6 {
        let mut account = Account::new(Id::from_bytes([number; 16]), at(1, here));
        account.service.set(format!("NAV {number}"), at(1, here));
        account.tags.set("adó", Some(true), at(2, here));
        let mut factor = Factor::new(Id::from_bytes([number + 20; 16]), at(1, here));
        factor.versions.set(otp(number), 0, at(1, here));
        account.factors.insert(factor);
        if number > 3 {
            account.folder.set(Some(folder.id()), at(1, here));
        }
        vault.accounts.insert(account);
    }
    vault.folders.insert(folder);
    vault.quarantine.push(Quarantined {
        kind: RecordKind::Account,
        raw: SecretText::new("{\"id\":1}".into()),
        replicas: None,
        reason: "no id".into(),
    });
    let mut later = vault.clone();
    for account in later.accounts.iter_mut() {
        account.note.set("edited".into(), at(5, there));
        if let Some(factor) = account.factors.iter_mut().next() {
            factor.versions.set(otp(99), 0, at(6, there));
        }
    }
    let slots = slots();
    [
        &lines(&mut vault)[..],
        b"\0",
        &lines(&mut later),
        b"\0",
        &slots,
    ]
    .concat()
}

fn otp(secret: u8) -> Otp {
    Otp::totp(Secret::from_bytes(vec![secret; 20]).expect("a secret"))
}

fn lines(vault: &mut Vault) -> Vec<u8> {
    let plain = payload::write(vault, &header(), &KEYS.mac);
    let text = std::str::from_utf8(&plain).expect("JSON");
    let body = text
        .lines()
        .skip(1)
        .take_while(|line| !line.starts_with("\"mac\":"));
    let bare = body.map(|line| match line.find(",\"tag\":\"") {
        Some(at) => format!(
            "{}{}",
            &line[..at],
            &line[at + ",\"tag\":\"".len() + 24 + 1..]
        ),
        None => line.to_owned(),
    });
    bare.collect::<Vec<_>>().join("\n").into_bytes()
}

fn slots() -> Vec<u8> {
    let cheap = Costs::too_cheap_but_for_tests(Kdf { m: 8, t: 1, p: 1 });
    let vault = id().to_string();
    let target = Target {
        keys: &KEYS,
        vault: &vault,
        created: 1,
    };
    let password = PasswordSlot::make(&target, PASSWORD, cheap, &mut OsEntropy);
    let paper = RecoverySlot::make(&target, &PAPER.paper(), &mut OsEntropy);
    let both = vec![
        Slot::Password(password.expect("a way in")),
        Slot::Recovery(paper.expect("a way in")),
    ];
    let mut slots = Slots::new(vault, both);
    slots.tag(&KEYS);
    slots.to_json()
}

/// A database of KeePass, version 3.1, whose key takes no rounds, so that what is sealed in it is reached.
fn kdbx() -> Vec<u8> {
    const AES: [u8; 16] = *b"\x31\xc1\xf2\xe6\xbf\x71\x43\x50\xbe\x58\x05\x21\x6a\xfc\x5a\xff";
    const XML: &str = "<KeePassFile><Root><Group><Name>a</Name><Entry><String><Key>Title</Key>\
        <Value>Bank</Value></String><String><Key>otp</Key><Value>otpauth://totp/Bank:anna?secret=GEZDGNBV\
        </Value></String></Entry></Group></Root></KeePassFile>";
    let (seed, start) = ([1; 32], [5; 32]);
    let mut file = vec![0x03, 0xd9, 0xa2, 0x9a, 0x67, 0xfb, 0x4b, 0xb5, 1, 0, 3, 0];
    let fields: [(u8, &[u8]); 10] = [
        (2, &AES),
        (3, &[0; 4]),
        (4, &seed),
        (5, &[2; 32]),
        (6, &[0; 8]),
        (7, &[3; 16]),
        (8, &[4; 32]),
        (9, &start),
        (10, &[0; 4]),
        (0, b"\r\n\r\n"),
    ];
    for (kind, content) in fields {
        file.push(kind);
        file.extend_from_slice(&(content.len() as u16).to_le_bytes());
        file.extend_from_slice(content);
    }
    let composite = Sha256::digest(Sha256::digest(PASSWORD));
    let key = Sha256::new()
        .chain_update(seed)
        .chain_update(Sha256::digest(composite));
    let mut plain = start.to_vec();
    for (number, block) in [(0_u32, XML), (1, "")] {
        plain.extend_from_slice(&number.to_le_bytes());
        plain.extend_from_slice(&Sha256::digest(block));
        plain.extend_from_slice(&(block.len() as u32).to_le_bytes());
        plain.extend_from_slice(block.as_bytes());
    }
    file.extend_from_slice(&sealed(&key.finalize().into(), [3; 16], &plain));
    file
}

/// A backup of TOTP Authenticator under the password that nobody changes: an object whose name is the list.
fn totp_authenticator() -> Vec<u8> {
    let list = r#"[{\"issuer\":\"Bank\",\"name\":\"anna\",\"key\":\"GEZDGNBVGY3TQOJQ\",\"base\":32,\"digits\":6,\"period\":30}]"#;
    let key = Sha256::digest("TotpAuthenticator").into();
    let text = format!("{{\"{list}\":\"\"}}");
    STANDARD
        .encode(sealed(&key, [0; 16], text.as_bytes()))
        .into_bytes()
}

fn sealed(key: &[u8; 32], iv: [u8; 16], plain: &[u8]) -> Vec<u8> {
    cbc::Encryptor::<aes::Aes256>::new(key.into(), &iv.into())
        .encrypt_padded_vec_mut::<Pkcs7>(plain)
}

fn packed(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in files {
        zip.start_file(*name, plain).expect("in memory");
        zip.write_all(text.as_bytes()).expect("in memory");
    }
    zip.finish().expect("in memory").into_inner()
}

/// A code as pixels: a width, an enlargement less one, and the pixels.
fn modules() -> Vec<u8> {
    let matrix = keyrack_qr::draw(b"OTPAUTH://TOTP/A").expect("a short text");
    let (side, pixels) = qr::painted(matrix.size(), |x, y| matrix.is_dark(x, y));
    [&[side as u8, 0][..], &pixels].concat()
}

/// A code as a bitmap of 24 bits a pixel.
fn bitmap() -> Vec<u8> {
    let matrix = keyrack_qr::draw(URI.trim_end().as_bytes()).expect("a short text");
    let (side, pixels) = qr::painted(matrix.size(), |x, y| matrix.is_dark(x, y));
    let row = (3 * side).next_multiple_of(4);
    let number = |number: usize| (number as u32).to_le_bytes();
    let mut file = b"BM".to_vec();
    for field in [54 + row * side, 0, 54, 40, side, side] {
        file.extend_from_slice(&number(field));
    }
    file.extend_from_slice(&[1, 0, 24, 0]);
    for field in [0, row * side, 2835, 2835, 0, 0] {
        file.extend_from_slice(&number(field));
    }
    // From bottom to top.
    for line in pixels.chunks(side).rev() {
        let mut colours: Vec<u8> = line.iter().flat_map(|grey| [*grey; 3]).collect();
        colours.resize(row, 0);
        file.extend_from_slice(&colours);
    }
    file
}

/// Digits, capitals, bytes, Kanji, a character set, a part of a text, and marks of trade.
const SEGMENTS: [(&str, &[u8]); 7] = [
    ("digits", b"\x10\x20\x0c\x56\x61\x80"),
    ("capitals", b"\x20\x29\xce\xe7\x21\xcc\x42"),
    ("bytes", b"\x40\x56\x86\x56\xc6\xc6\xf0"),
    ("kanji", b"\x80\x22\x3b\xd9\x48\x00"),
    ("character-set", b"\x71\xa4\x02\xc5\x91"),
    ("part", b"\x30\x1a\x24\x02\x61\x62"),
    ("trade", b"\x52\x02\x9c\xee\x72"),
];

const ONE_PASSWORD: &str = r#"{"accounts":[{"vaults":[{"attrs":{"name":"v"},"items":[{"overview":{"title":"Bank"},"details":{"loginFields":[{"designation":"username","value":"anna"}],"sections":[{"fields":[{"title":"code","value":{"totp":"GEZDGNBVGY3TQOJQ"}}]}]}}]}]}]}"#;

const PLAIN_EXTENSION: &str = r#"{"a":{"encrypted":false,"hash":"a","index":0,"issuer":"Bank","account":"anna","type":"totp","secret":"GEZDGNBVGY3TQOJQ"}}"#;

const URI: &str = "otpauth://totp/Bank:anna?secret=GEZDGNBVGY3TQOJQ&issuer=Bank\n";

/// The least that a workbook has: one sheet with its texts in the cells.
const WORKBOOK: [(&str, &str); 5] = [
    (
        "[Content_Types].xml",
        r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#,
    ),
    (
        "_rels/.rels",
        r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
    ),
    (
        "xl/worksheets/sheet1.xml",
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>issuer</t></is></c><c r="B1" t="inlineStr"><is><t>account</t></is></c><c r="C1" t="inlineStr"><is><t>secret</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>Bank</t></is></c><c r="B2" t="inlineStr"><is><t>anna</t></is></c><c r="C2" t="inlineStr"><is><t>GEZDGNBVGY3TQOJQ</t></is></c></row></sheetData></worksheet>"#,
    ),
];

const ACCOUNTS: File<'static> = File {
    name: "",
    bytes: TABLE.as_bytes(),
};

const TABLE: &str = "folder,issuer,account,secret,type,digits,counter,note,tags\n\
    Clients,Bank,anna,GEZDGNBVGY3TQOJQ,totp,6,,a note,one;two\n\
    ,Counter,bela,GEZDGNBVGY3TQOJR,hotp,8,7,,\n\
    ,Steam,gamer,GEZDGNBVGY3TQOJS,steam,5,,,\n";

/// Formats that are only read.
const TEXTS: [(&str, &str); 17] = [
    (
        "andotp",
        r#"[{"secret":"GEZDGNBV","issuer":"Bank","label":"anna","type":"TOTP","digits":6,"period":30,"tags":["a"]}]"#,
    ),
    (
        "authenticator-extension",
        r#"{"a":{"encrypted":true,"hash":"a","type":"totp","secret":"U2FsdGVkX1+ZWTHUYruArXEKnvOT62Y+"},"key":{"enc":"U2FsdGVkX1+p9WpM","hash":"x"},"b":{"dataType":"EncOTPStorage","data":"U2FsdGVkX1+p9WpM","keyId":"k"},"k":{"dataType":"Key","id":"k","salt":"0123456789abcdef","version":3}}"#,
    ),
    (
        "authy",
        "<?xml version='1.0'?>\n<map><string name=\"com.authy.storage.tokens.authenticator.key\">[{&quot;decryptedSecret&quot;:&quot;GEZDGNBV&quot;,&quot;name&quot;:&quot;Bank: anna&quot;}]</string></map>",
    ),
    (
        "base32",
        "Bank:anna GEZDGNBVGY3TQOJQ\njbsw y3dp ehpk 3pxp\n",
    ),
    (
        "duo",
        r#"[{"accountType":"OtpAccount","name":"anna","otpGenerator":{"otpSecret":"GEZDGNBV","counter":3}}]"#,
    ),
    (
        "freeotp",
        "<?xml version='1.0'?>\n<map><string name=\"a\">{&quot;issuerExt&quot;:&quot;Bank&quot;,&quot;secret&quot;:[1,-2],&quot;type&quot;:&quot;HOTP&quot;,&quot;counter&quot;:1}</string><string name=\"tokenOrder\">[&quot;a&quot;]</string></map>",
    ),
    (
        "freeotp-plus",
        r#"{"tokenOrder":["a"],"tokens":[{"algo":"SHA1","counter":1,"issuerExt":"Bank","label":"anna","secret":[1,-2,3],"type":"HOTP"}]}"#,
    ),
    (
        "lastpass",
        "url,username,password,totp,extra,name,grouping,fav\nhttps://a,anna,x,GEZDGNBV,note,Bank,group,1\n",
    ),
    (
        "lastpass-authenticator",
        r#"{"deviceId":"","version":3,"accounts":[{"issuerName":"Bank","userName":"anna","secret":"GEZDGNBV","timeStep":30,"folderData":{"folderId":1}}],"folders":[{"id":1,"name":"a"}]}"#,
    ),
    (
        "proton-pass",
        r#"{"version":"1","vaults":{"a":{"name":"v","items":[{"state":2,"data":{"type":"login","metadata":{"name":"Bank"},"content":{"totpUri":"GEZDGNBV"},"extraFields":[{"type":"totp","data":{"totpUri":"GEZDGNBV"}}]}}]}}}"#,
    ),
    (
        "raivo",
        r#"[{"issuer":"Bank","account":"anna","secret":"GEZDGNBV","kind":"TOTP","timer":"30","digits":"6","counter":"0","algorithm":"SHA1","pinned":"true"}]"#,
    ),
    (
        "steam",
        r#"{"accounts":{"1":{"shared_secret":"THIl8+Jl6ugxr8x0X6eRMg==","account_name":"gamer"}}}"#,
    ),
    (
        "2fauth",
        r#"{"app":"2fauth_v3","schema":1,"data":[{"otp_type":"steamtotp","account":"a","service":"Steam","secret":"GEZDGNBV"}]}"#,
    ),
    (
        "cotp",
        r#"{"version":2,"elements":[{"secret":"GEZDGNBV","issuer":"Bank","label":"anna","digits":6,"type":"HOTP","algorithm":"SHA256","period":30,"counter":3,"pin":null}]}"#,
    ),
    (
        "extract-otp-secrets",
        r#"[{"name":"anna","secret":"GEZDGNBV","issuer":"Bank","type":"totp","counter":null,"url":"otpauth://totp/anna?secret=GEZDGNBV&issuer=Bank"}]"#,
    ),
    (
        "cxf",
        r#"{"version":{"major":1},"exporterRpId":"a","accounts":[{"items":[{"title":"Bank","tags":["a"],"scope":{"urls":["https://a"]},"credentials":[{"type":"basic-auth","username":{"value":"anna"}},{"type":"totp","secret":"GEZDGNBV","algorithm":"sha256","issuer":"Bank"},{"type":"custom-fields","fields":[{"value":"otpauth://totp/b?secret=GEZDGNBV"}]}]}]}]}"#,
    ),
    (
        "totp-authenticator",
        "u51d1LQbPDtXbvihHPguTkF6klbc5rJgSpA6KX7oUM4Lt0GLO027ypc2/LvGJDH6zvmfQ4tASN4Iv/bZBllzMQpmrieyWtKBCA+wlQFR1007CqHQssjfkRs0mrkwd4EN",
    ),
];

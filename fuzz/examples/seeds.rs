//! Writes a file of each format into the corpus of its fuzz target: what our own exporters make, plain and sealed, and
//! a few lines of what is only read.

use std::path::Path;
use std::{fs, io};

use keyrack_exchange::{File, Seal, Sealing, Work, columns, formats, pass, read, take_over, write};

fn main() -> io::Result<()> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let list = File {
        name: "",
        bytes: ACCOUNTS.as_bytes(),
    };
    let import = read(&[list], None, None, &mut Work::default()).map_err(io::Error::other)?;
    // What a process that reads files answers: rows, a document and columns, which its target has to reach.
    let table = columns(&[list], &[]).map_err(io::Error::other)?;
    let passed = pass(&import, Some(&table)).map_err(io::Error::other)?;
    let (again, its_columns) = take_over(&passed).map_err(io::Error::other)?;
    let folders = again.document.iter().flat_map(|it| it.folders.iter());
    assert_eq!((again.rows.len(), folders.count()), (3, 1));
    assert_eq!(its_columns.map(|columns| columns.len()), Some(9));
    put(&corpus, "passed", "table", &passed)?;
    let document = import.document.unwrap_or_default();
    for info in formats().filter(|info| info.exports) {
        let passwords = match info.sealing {
            Sealing::Choice => [None, Some("password")],
            Sealing::Never | Sealing::Always => [None, None],
        };
        for password in passwords {
            let mut seal = Seal {
                password,
                random: &mut |bytes| bytes.fill(7),
                work: &mut Work::default(),
            };
            if let Ok(written) = write(&document, info.format, &mut seal) {
                let name = if password.is_some() {
                    "sealed"
                } else {
                    "plain"
                };
                put(&corpus, info.id, name, &written.bytes)?;
            }
        }
    }
    for (id, seed) in SEEDS {
        put(&corpus, id, "seed", seed.as_bytes())?;
    }
    Ok(())
}

fn put(corpus: &Path, id: &str, name: &str, bytes: &[u8]) -> io::Result<()> {
    let folder = corpus.join(format!("import_{}", id.replace('-', "_")));
    fs::create_dir_all(&folder)?;
    fs::write(folder.join(name), bytes)
}

const ACCOUNTS: &str = "folder,issuer,account,secret,type,digits,counter,note,tags\n\
    Clients,Bank,anna,GEZDGNBVGY3TQOJQ,totp,6,,a note,one;two\n\
    ,Counter,bela,GEZDGNBVGY3TQOJR,hotp,8,7,,\n\
    ,Steam,gamer,GEZDGNBVGY3TQOJS,steam,5,,,\n";

/// Formats that are only read.
const SEEDS: [(&str, &str); 20] = [
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
    ("keepass", "\u{3}"),
    ("xlsx", "PK"),
    ("winauth", "PK"),
];

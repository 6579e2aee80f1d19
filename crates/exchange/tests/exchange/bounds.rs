//! What is too large, and what is another format.

use keyrack_exchange::{
    File, Format, ImportError, KeyDerivation, MAX_FILE_BYTES, MAX_ROWS, MAX_TEXT_BYTES, recognise,
};

use crate::{aegis, codes, named, read, read_files};

fn format_of(bytes: impl AsRef<[u8]>) -> Result<Format, ImportError> {
    recognise(&[File {
        name: "misleading.json",
        bytes: bytes.as_ref(),
    }])
}

#[test]
fn the_content_tells_the_format() {
    assert_eq!(format_of(aegis::VAULT), Ok(named("aegis")));
    assert_eq!(
        format_of("# list\nOTPAUTH://totp/a?secret=AA"),
        Ok(named("otpauth"))
    );
    assert_eq!(
        format_of("[my codes]\notpauth://totp/a?secret=AA"),
        Ok(named("otpauth"))
    );
    assert_eq!(
        format_of(r#" {"format":"keyrack","version":1}"#),
        Ok(Format::KEYRACK_JSON)
    );
    assert_eq!(
        format_of("age-encryption.org/v1\n-> scrypt "),
        Ok(Format::KEYRACK)
    );
    assert_eq!(
        format_of("-----BEGIN AGE ENCRYPTED FILE-----\n"),
        Ok(Format::KEYRACK)
    );
    for unknown in [
        "",
        "\n",
        "hello",
        "{}",
        r#"{"items":[]}"#,
        "[1]",
        "PK\x03\x04",
    ] {
        assert_eq!(
            format_of(unknown),
            Err(ImportError::FormatUnknown),
            "{unknown}"
        );
    }
    assert_eq!(recognise(&[]), Err(ImportError::FormatUnknown));
    let cut = &aegis::VAULT[..100];
    let line = cut.lines().count();
    assert!(matches!(format_of(cut), Err(ImportError::Damaged { line: at, .. }) if at == line));
}

#[test]
fn another_format_than_the_one_asked_for_is_refused() {
    let text = "otpauth://totp/a?secret=AAAAAAAA";
    for format in [named("aegis"), Format::KEYRACK_JSON, Format::KEYRACK] {
        assert_eq!(
            read(text, Some(format)).unwrap_err(),
            ImportError::FormatMismatch
        );
    }
    for format in [named("otpauth"), Format::KEYRACK_JSON, Format::KEYRACK] {
        assert_eq!(
            read(aegis::VAULT, Some(format)).unwrap_err(),
            ImportError::FormatMismatch
        );
    }
    let [text, vault] = [text, aegis::VAULT].map(|text| File {
        name: "",
        bytes: text.as_bytes(),
    });
    assert_eq!(recognise(&[text, vault]), Err(ImportError::FormatMismatch));
    assert_eq!(recognise(&[text, text]), Ok(named("otpauth")));
}

#[test]
fn several_files_are_one_import() {
    let files = [
        "otpauth://totp/a?secret=AAAAAAAA\nx",
        "otpauth://totp/b?secret=BBBBBBBB",
    ];
    let files = files.map(|text| File {
        name: "",
        bytes: text.as_bytes(),
    });
    let import = read_files(&files, None, None, &mut KeyDerivation::default()).unwrap();
    assert_eq!(codes(&import.rows), ["ok", "not_a_uri", "ok"]);
    assert_eq!(
        import.rows.iter().map(|row| row.row).collect::<Vec<_>>(),
        [1, 2, 3]
    );
}

#[test]
fn too_many_bytes_or_rows_are_refused() {
    let zeros = vec![0; MAX_FILE_BYTES / 2 + 1];
    let file = File {
        name: "",
        bytes: &zeros,
    };
    assert_eq!(recognise(&[file, file]), Err(ImportError::FileTooLarge));
    assert_eq!(
        read_files(
            &[file, file],
            Some(named("otpauth")),
            None,
            &mut KeyDerivation::default()
        )
        .unwrap_err(),
        ImportError::FileTooLarge
    );

    assert_eq!(
        read("x\n".repeat(MAX_ROWS), Some(named("otpauth")))
            .unwrap()
            .rows
            .len(),
        MAX_ROWS
    );
    assert_eq!(
        read("x\n".repeat(MAX_ROWS + 1), Some(named("otpauth"))).unwrap_err(),
        ImportError::FileTooLarge
    );

    let aegis = |rows| {
        format!(
            r#"{{"version":1,"db":{{"entries":[{}0]}}}}"#,
            "0,".repeat(rows - 1)
        )
    };
    assert_eq!(read(aegis(MAX_ROWS), None).unwrap().rows.len(), MAX_ROWS);
    assert_eq!(
        read(aegis(MAX_ROWS + 1), None).unwrap_err(),
        ImportError::FileTooLarge
    );

    let factors = |rows| {
        let factors = "0,".repeat(rows / 2 - 1);
        format!(
            r#"{{"format":"keyrack","version":1,"accounts":[{{"factors":[{factors}0]}},{{"factors":[{factors}0]}}]}}"#
        )
    };
    assert_eq!(read(factors(MAX_ROWS), None).unwrap().rows.len(), MAX_ROWS);
    assert_eq!(
        read(factors(MAX_ROWS + 2), None).unwrap_err(),
        ImportError::FileTooLarge
    );
}

#[test]
fn a_text_that_is_too_long_costs_one_entry() {
    let long = "n".repeat(MAX_TEXT_BYTES + 1);
    let import = read(
        format!(
            r#"{{"version":1,"db":{{"entries":[
                {{"type":"totp","name":"a","note":"{long}","info":{{"secret":"AAAAAAAA"}}}},
                {{"type":"totp","name":"a","note":"{}","info":{{"secret":"AAAAAAAA"}}}}]}}}}"#,
            &long[1..]
        ),
        None,
    );
    assert_eq!(codes(&import.unwrap().rows), ["too_long", "ok"]);

    let import = read(
        format!("otpauth://totp/{long}?secret=AA\notpauth://totp/a?secret=AA"),
        None,
    );
    assert_eq!(codes(&import.unwrap().rows), ["too_long", "ok"]);
}

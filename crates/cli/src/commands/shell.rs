//! `completions`, `man`: made from the definitions of the commands.

use std::io::{self, Write};

use clap::{Args, Command};
use clap_complete::Shell;
use clap_mangen::Man as Page;
use keyrack_app::{Error, Result};

use crate::{context::Context, exit_status::ExitStatus};

/// Print shell completions.
#[derive(Debug, Args)]
pub struct Completions {
    /// Which shell
    shell: Shell,
}

/// Print the manual page.
#[derive(Debug, Args)]
pub struct Man {}

impl Completions {
    pub fn run(self, context: &Context<'_>, mut definition: Command) -> Result<ExitStatus> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut definition, "keyrack", &mut script);
        context.output.document(&script)?;
        Ok(ExitStatus::Done)
    }
}

impl Man {
    pub fn run(self, context: &Context<'_>, definition: &Command) -> Result<ExitStatus> {
        let page = page(definition).map_err(|error| Error::io(&error, "-".as_ref()))?;
        context.output.document(&page)?;
        Ok(ExitStatus::Done)
    }
}

/// One page for all: the program, then every command.
fn page(definition: &Command) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let main = Page::new(definition.clone())
        .title("KEYRACK")
        .manual("Keyrack");
    main.render_title(&mut out)?;
    main.render_name_section(&mut out)?;
    main.render_synopsis_section(&mut out)?;
    main.render_options_section(&mut out)?;
    writeln!(out, ".SH COMMANDS")?;
    for command in definition.get_subcommands() {
        write_command(&mut out, "keyrack", command)?;
    }
    out.write_all(REST.as_bytes())?;
    Ok(out)
}

fn write_command(out: &mut Vec<u8>, parent: &str, command: &Command) -> io::Result<()> {
    let name = format!("{parent} {}", command.get_name());
    if command.get_arguments().next().is_some() || !command.has_subcommands() {
        let page = Page::new(command.clone().bin_name(&name).disable_help_flag(true));
        writeln!(out, ".SS \"{name}\"")?;
        let mut parts = Vec::new();
        page.render_description_section(&mut parts)?;
        page.render_synopsis_section(&mut parts)?;
        page.render_options_section(&mut parts)?;
        if command.get_after_help().is_some() {
            page.render_extra_section(&mut parts)?;
        }
        // The commands are the sections of this page, so their own parts are no headings but paragraphs.
        for line in String::from_utf8_lossy(&parts).lines() {
            writeln!(
                out,
                "{}",
                if line.starts_with(".SH ") {
                    ".PP"
                } else {
                    line
                }
            )?;
        }
    }
    command
        .get_subcommands()
        .try_for_each(|command| write_command(out, &name, command))
}

/// What the definitions do not say.
const REST: &str = r#".SH "EXIT STATUS"
.TP
0
Done.
.TP
1
Failed.
.TP
2
The command is not valid.
.TP
3
The vault did not open: wrong password, delay after wrong passwords, no vault, damage.
.TP
4
Nothing matched, or too much did.
.TP
5
Partly done: an import skipped entries it could not read, or a backup differs from the vault.
.TP
6
Another program is writing to the vault.
.TP
7
The password of a file (not the vault's) is missing or wrong.
.TP
8
Done and saved on this computer, but not in the store of the office yet; team sync sends it.
.SH ENVIRONMENT
.TP
KEYRACK_VAULT
The vault folder, unless \-\-vault names one.
.TP
KEYRACK_PASSWORD_FILE
The file with the vault's password, unless \-\-password\-file names one.
.TP
KEYRACK_HOME
The folder for this computer's and user's own files, and for the default vault.
.TP
KEYRACK_KEYRING
The keyring that holds half of the PIN: none, or the system's own by name (secret\-service, keychain,
credential\-manager) [default: the system's own].
.TP
LC_ALL, LC_MESSAGES, LANG
The language of the output.
.SH EXAMPLES
.TP
keyrack init \-\-recovery\-file recovery\-key.txt
Create a vault; print the recovery key file and keep it in a safe place.
.TP
keyrack add \-\-uri\-file \- < uri.txt
Add an account.
.TP
keyrack code szabo
Print the code of the account that matches.
.TP
keyrack team found \-\-store file:///srv/office \-\-name Office \-\-key\-sheet\-file sheet\-1.txt sheet\-2.txt
Found an office whose members share folders; print the sheets and delete the files.
.TP
keyrack \-\-json code szabo | jq \-r '.[0].code'
The same for a script.
"#;

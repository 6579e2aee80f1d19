//! `add`, `list`, `show`, `edit`, `remove`.

use clap::Args;
use keyrack_app::{Find, NewAccount, Result, view::AccountRow};

use super::{
    account_text::{reveal, said, show},
    assignments::assignments,
    secret_source::SecretSource,
};
use crate::{
    context::Context,
    exit_status::ExitStatus,
    text_output::{TextOutput, short, title},
};

/// Add an account.
#[derive(Debug, Args)]
pub struct Add {
    #[command(flatten)]
    source: SecretSource,
    /// The issuer: what the portal calls itself
    #[arg(long)]
    issuer: Option<String>,
    /// User name at the portal
    #[arg(long, required_unless_present_any = ["uri", "uri_file"])]
    account: Option<String>,
    /// The folder: id, name, tax number or short code; a new name creates a folder
    #[arg(long)]
    folder: Option<String>,
    /// Name of the desk or device, if the account has several factors
    #[arg(long, value_name = "LABEL")]
    factor: Option<String>,
}

impl Add {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        let new = NewAccount {
            factor: self.source.read(context, self.factor)?,
            issuer: self.issuer,
            label: self.account,
            folder: self.folder,
            fields: Vec::new(),
        };
        context.with_vault(|session| session.add(new), said("account-added"))
    }
}

/// List accounts.
#[derive(Debug, Args)]
pub struct List {
    /// Words to search for, in any order; accents, capitals and dashes do not matter
    #[arg(default_value = "", hide_default_value = true)]
    query: String,
    /// Only this folder: id, name, tax number or short code
    #[arg(long)]
    folder: Option<String>,
}

impl List {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        let find = Find {
            query: self.query,
            folder: self.folder,
        };
        context.with_vault(
            |session| Ok(session.list(&find, 0, usize::MAX)?.rows),
            |rows, text| list(text, rows),
        )
    }
}

/// Show an account.
#[derive(Debug, Args)]
pub struct Show {
    /// The account: its id, the start of its id, or words that match only this account
    id: String,
    /// With its secrets
    #[arg(long)]
    reveal: bool,
}

impl Show {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        if self.reveal {
            context.with_vault(|session| session.reveal(&self.id), reveal)
        } else {
            context.with_vault(|session| session.show(&self.id), show)
        }
    }
}

/// Change fields of an account.
#[derive(Debug, Args)]
#[command(after_help = "\
Fields: service, issuer, label, url, email, note, icon, support, folder, tags and also_serves (separated by commas), \
deadline.NAME (a date like 2026-12-31), channel.NAME. An empty value clears the field.")]
pub struct Edit {
    /// The account: its id, the start of its id, or words that match only this account
    id: String,
    /// What to change
    #[arg(value_name = "FIELD=VALUE", required = true)]
    fields: Vec<String>,
}

impl Edit {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        let fields = assignments(&self.fields)?;
        context.with_vault(
            |session| session.edit(&self.id, &fields),
            said("account-changed"),
        )
    }
}

/// Move an account to the trash.
#[derive(Debug, Args)]
pub struct Remove {
    /// The account: its id, the start of its id, or words that match only this account
    id: String,
}

impl Remove {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        context.with_vault(
            |session| session.remove(&self.id),
            |row, text| {
                let name = row_title(row);
                text.say(
                    "account-removed",
                    &[("name", name.into()), ("id", short(&row.id).into())],
                );
            },
        )
    }
}

fn list(text: &mut TextOutput<'_>, rows: &[AccountRow]) {
    if rows.is_empty() {
        return text.say("list-none", &[]);
    }
    let row = |row: &AccountRow| {
        let labels: Vec<&str> = row
            .factors
            .iter()
            .map(|factor| factor.label.as_str())
            .filter(|l| !l.is_empty())
            .collect();
        let folder = row.folder.as_ref().map(|folder| folder.name.clone());
        let service = title(&[&row.service, &row.issuer]);
        vec![
            short(&row.id).to_owned(),
            folder.unwrap_or_default(),
            service,
            row.label.clone(),
            labels.join(", "),
            row.tags.join(", "),
        ]
    };
    text.table(rows.iter().map(row));
}

fn row_title(row: &AccountRow) -> String {
    let folder = row.folder.as_ref().map_or("", |folder| &folder.name);
    title(&[folder, &row.service, &row.issuer, &row.label])
}

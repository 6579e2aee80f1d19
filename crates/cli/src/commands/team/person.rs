//! The person on this computer, as options name her.

use clap::Args;
use keyrack_app::TeamPerson;

use crate::words::Words;

/// The environment variables that systems keep the user's name in.
const USER: [&str; 3] = ["USER", "LOGNAME", "USERNAME"];

/// The person on this computer.
#[derive(Debug, Args)]
#[group(skip)]
pub struct Person {
    /// Your name, as colleagues are to see it [default: the name of the system's user]
    #[arg(long, value_name = "NAME")]
    member_name: Option<String>,
    /// Your e-mail address
    #[arg(long, default_value = "", hide_default_value = true)]
    email: String,
}

impl Person {
    /// The person; where nobody says who that is, `words` have a name.
    pub fn read(self, words: &Words) -> TeamPerson {
        let of_system = || {
            let names = USER.iter().filter_map(|name| std::env::var(name).ok());
            names.into_iter().find(|name| !name.is_empty())
        };
        let given = Some(&self.email).filter(|email| !email.is_empty());
        let name = self
            .member_name
            .or_else(of_system)
            .or_else(|| given.cloned())
            .unwrap_or_else(|| words.word("team-person"));
        TeamPerson {
            name,
            email: self.email,
        }
    }
}

//! Reading ops, member by member, so that one that is not known is told apart from one that is wrong.

use keyrack_seal::sign::VerifyingKey;
use serde_json::Value;

use super::{Invite, Op, POLICY_FIELDS, Policy, SheetKeys, invite_id};
use crate::{
    form::FormError,
    ids::FolderId,
    json::Fields,
    log::device_document::{DeviceDocument, recipient, text},
    rules::{Class, Role},
};

impl Op {
    /// Reads an op.
    ///
    /// # Errors
    /// [`FormError::Newer`] for an op, a member, a class or a field of the policy that has to be known and is not.
    pub fn read(value: Value) -> Result<Self, FormError> {
        let mut fields = Fields::of(value)?;
        let op = Self::take(&mut fields)?;
        fields.end()?;
        Ok(op)
    }

    fn take(fields: &mut Fields) -> Result<Self, FormError> {
        let name: String = fields.take("op")?;
        Ok(match &*name {
            "found" => Self::Found {
                name: text(&fields.take::<String>("name")?)?,
                sheets: sheets(fields.take("sheets")?)?,
                document: document(fields)?,
                policy: policy(Fields::of(fields.take("policy")?)?)?,
            },
            "add_member" => Self::AddMember {
                class: class(fields)?,
                document: document(fields)?,
                invite: fields.take("invite")?,
            },
            "appoint" => Self::Appoint {
                member: fields.take("member")?,
                class: class(fields)?,
                device: fields.take("device")?,
            },
            "add_device" => Self::AddDevice {
                member: fields.take("member")?,
                document: document(fields)?,
            },
            "rm_member" | "rm_device" | "demote" => removal(&name, fields)?,
            "member_key" => Self::MemberKey {
                member: fields.take("member")?,
                recipient: recipient(&fields.take::<String>("recipient")?)?,
            },
            "folder_new" => Self::FolderNew {
                folder: fields.take("folder")?,
                nonce: fixed(&fields.bytes("nonce")?)?,
            },
            "grant" => Self::Grant {
                folder: fields.take("folder")?,
                member: fields.take("member")?,
                role: role(&fields.take::<String>("role")?)?,
                recovery: fields.take("recovery")?,
                until: fields.take("until")?,
            },
            "revoke" => Self::Revoke {
                folder: fields.take("folder")?,
                member: fields.take("member")?,
            },
            "settle" => Self::Settle {
                removals: fields.take("removals")?,
            },
            "policy" => Self::Policy(policy_members(fields)?),
            "moved" => Self::Moved {
                sealed: fields.take("sealed")?,
            },
            "invite" => Self::Invite(invite(fields)?),
            "cancel" => Self::Cancel {
                invite: fields.take("invite")?,
            },
            "pack" => Self::Pack {
                record: fields.take("record")?,
            },
            _ => return Err(FormError::Newer),
        })
    }
}

fn document(fields: &mut Fields) -> Result<DeviceDocument, FormError> {
    DeviceDocument::read(fields.bytes("doc")?, &fields.bytes("sig")?)
}

fn removal(name: &str, fields: &mut Fields) -> Result<Op, FormError> {
    let keeps = fields.take("keeps")?;
    Ok(match name {
        "rm_member" => Op::RmMember {
            member: fields.take("member")?,
            keeps,
            heads: fields.take("heads")?,
        },
        "rm_device" => Op::RmDevice {
            device: fields.take("device")?,
            keeps,
            head: fields.take("head")?,
        },
        _ => Op::Demote {
            member: fields.take("member")?,
            class: class(fields)?,
            keeps,
        },
    })
}

fn class(fields: &mut Fields) -> Result<Class, FormError> {
    read_class(&fields.take::<String>("class")?)
}

fn read_class(class: &str) -> Result<Class, FormError> {
    match class {
        "owner" => Ok(Class::Owner),
        "manager" => Ok(Class::Manager),
        "member" => Ok(Class::Member),
        _ => Err(FormError::Newer),
    }
}

fn role(role: &str) -> Result<Role, FormError> {
    match role {
        "view" => Ok(Role::View),
        "edit" => Ok(Role::Edit),
        "manage" => Ok(Role::Manage),
        _ => Err(FormError::Newer),
    }
}

fn sheets(values: Vec<Value>) -> Result<Vec<SheetKeys>, FormError> {
    if !(1..=3).contains(&values.len()) {
        return Err(FormError::Malformed);
    }
    values.into_iter().map(sheet).collect()
}

fn sheet(value: Value) -> Result<SheetKeys, FormError> {
    let mut fields = Fields::of(value)?;
    let sheet = SheetKeys {
        sign: key(&fields.bytes("sign")?)?,
        sealed_to: recipient(&fields.take::<String>("box")?)?,
    };
    fields.end()?;
    Ok(sheet)
}

fn policy(mut fields: Fields) -> Result<Policy, FormError> {
    let policy = policy_members(&mut fields)?;
    fields.end()?;
    Ok(policy)
}

fn policy_members(fields: &mut Fields) -> Result<Policy, FormError> {
    let policy = Policy {
        fields: fields.take("fields")?,
        crit: fields.take("crit")?,
    };
    match policy.crit.iter().all(|it| POLICY_FIELDS.contains(&&**it)) {
        true => Ok(policy),
        false => Err(FormError::Newer),
    }
}

fn invite(fields: &mut Fields) -> Result<Invite, FormError> {
    let class: Option<String> = fields.take("class")?;
    let folders: Vec<(FolderId, String, bool, Option<u64>)> = fields.take("folders")?;
    let folders = folders
        .into_iter()
        .map(|(folder, it, recovery, until)| Ok((folder, role(&it)?, recovery, until)));
    let invite = Invite {
        id: fields.take("id")?,
        sign: key(&fields.bytes("sign")?)?,
        opens: fields
            .take::<String>("box")?
            .parse()
            .map_err(|_| FormError::Malformed)?,
        class: class.as_deref().map(read_class).transpose()?,
        folders: folders.collect::<Result<_, FormError>>()?,
        expires: fields.take("expires")?,
        label: text(&fields.take::<String>("label")?)?,
        email: text(&fields.take::<String>("email")?)?,
    };
    match invite.id == invite_id(&invite.sign) {
        true => Ok(invite),
        false => Err(FormError::Malformed),
    }
}

fn key(bytes: &[u8]) -> Result<VerifyingKey, FormError> {
    VerifyingKey::from_bytes(&fixed(bytes)?).map_err(|_| FormError::Malformed)
}

fn fixed<const N: usize>(bytes: &[u8]) -> Result<[u8; N], FormError> {
    bytes.try_into().map_err(|_| FormError::Malformed)
}

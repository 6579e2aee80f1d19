// Made from crates/keeper by `KEYRACK_WRITE_TYPES=1 cargo test -p keyrack-keeper types`.

export type FolderTag = { 
/**
 * Its id; empty for none.
 */
id: string, 
/**
 * Its name; empty for the one folder that an individual has.
 */
name: string, 
/**
 * The colour that it is shown in.
 */
colour: Colour, 
/**
 * The id of the office that it is in; empty for the own vault.
 */
office: string, };

export type Folders = { 
/**
 * How many match in all.
 */
total: number, 
/**
 * Those asked for, by name.
 */
folders: Array<FolderDetails>, };

export type FolderDetails = { 
/**
 * The colour that was chosen, else one that follows from its id.
 */
shown_colour: Colour, 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * The client's details, if it stands for one.
 */
client: ClientView | null, 
/**
 * The name of the colour that was chosen; empty for none.
 */
colour: string, 
/**
 * Out of the way.
 */
archived: boolean, 
/**
 * Accounts in use that it holds.
 */
accounts: number, 
/**
 * Accounts in use of other folders that serve it as well.
 */
also_serving: number, };

export type ClientView = { 
/**
 * The tax number, as typed.
 */
tax_number: string, 
/**
 * The office's own short name or number.
 */
short_code: string, 
/**
 * Whom to ask.
 */
contact: string, 
/**
 * The client's e-mail address.
 */
email: string, 
/**
 * Free text.
 */
notes: string, };

export type Colour = "red" | "orange" | "amber" | "olive" | "green" | "teal" | "blue" | "indigo" | "violet" | "pink";

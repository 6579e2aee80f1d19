// Made from crates/keeper by `KEYRACK_WRITE_TYPES=1 cargo test -p keyrack-keeper types`.

import type { OfficeName } from './standing.ts'

export type StoreProbe = { 
/**
 * What is there.
 */
found: StoreFound, 
/**
 * The address, as colleagues need it; it holds no password.
 */
address: string, };

export type StoreFound = "free" | "office";

export type Sheets = { 
/**
 * One for each, in order.
 */
sheets: Array<WaitingSheet>, };

export type WaitingSheet = { 
/**
 * The numbers, from 1, of the two groups that are asked for.
 */
ask: [number, number], 
/**
 * Whether it was proved to be at hand.
 */
confirmed: boolean, };

export type InvitationRead = { 
/**
 * The store's address; empty where the text does not say.
 */
store: string, };

export type JoiningView = { 
/**
 * How far it is.
 */
state: JoinState, 
/**
 * Twelve digits, which the owner types; none once joined.
 */
digits: string | null, 
/**
 * The office; its name is empty until joined.
 */
office: OfficeName, };

export type JoinState = "waiting" | "joined" | "refused";

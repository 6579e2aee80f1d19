// Made from crates/keeper by `KEYRACK_WRITE_TYPES=1 cargo test -p keyrack-keeper types`.

export type Support = { 
/**
 * Until when, in milliseconds since 1970; none while nobody helps.
 */
until: number | null, 
/**
 * What was done meanwhile, or the last time, the latest last. Each begin and end is among it, and a help that is begun
 * soon after another goes on with its list.
 */
done: Array<SupportStep>, 
/**
 * How many steps went before these and are no longer kept.
 */
left_out: number, };

export type SupportStep = { 
/**
 * When, in milliseconds since 1970.
 */
at: number, 
/**
 * What, by the name of the request; `begin_support`, `end_support`, or `support_over` when its time was up.
 */
what: string, 
/**
 * Of which account or client; empty where it was of none, or of many.
 */
about: string, };

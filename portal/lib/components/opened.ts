/**
 * The attributes of a `<details>` that the page may open: `<details {...opened(condition)}>`.
 *
 * Not `open={condition}`: that sets `open = false` when the script takes over the page, and so closes what somebody has opened before.
 * An attribute that is absent leaves it alone.
 */
export const opened = (open: boolean): { open?: true } => (open ? { open: true } : {});

import { PlimsollError } from "@plimsoll/core";

/** What can be wrong with a bill of materials as a whole. Damage to a part of it is a coverage entry instead. */
export type InventoryErrorCode = "sbom-unknown" | "sbom-malformed" | "sbom-limit";

/** A bill of materials could not be read at all. */
export class InventoryError extends PlimsollError<InventoryErrorCode> {}

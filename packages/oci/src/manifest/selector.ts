import type { Digest } from "@plimsoll/core";

/** How a user names one of the images of a layout or an archive. */
export type Selector =
	| {
			readonly kind: "digest";
			readonly digest: Digest;
	  }
	| {
			/** A tag (`1.0`), or a whole reference (`registry/app:1.0`), as the source keeps it. */
			readonly kind: "name";
			readonly name: string;
	  };

import assert from "node:assert/strict";
import { it } from "node:test";
import { shortInstruction } from "./layer-origin.ts";

const cases: readonly (readonly [string, string])[] = [
	['/bin/sh -c #(nop)  CMD ["bash"]', 'CMD ["bash"]'],
	["/bin/sh -c #(nop) ADD file:abc in / ", "ADD file:abc in /"],
	["/bin/sh -c apt-get update", "RUN apt-get update"],
	["RUN /bin/sh -c npm ci # buildkit", "RUN npm ci"],
	["COPY app /app # buildkit", "COPY app /app"],
	["RUN\n\tset -e;\n\tmake", "RUN set -e; make"],
	["", ""],
];

for (const [createdBy, expected] of cases) {
	it(`instruction of ${JSON.stringify(createdBy)}`, () => {
		assert.equal(shortInstruction(createdBy), expected);
	});
}

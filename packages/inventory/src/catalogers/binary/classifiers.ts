import type { Classifier } from "./classifier.ts";
import { APPLICATIONS } from "./software/applications.ts";
import { DATABASES } from "./software/databases.ts";
import { GO_PROGRAMS } from "./software/go-programs.ts";
import { JAVA } from "./software/java.ts";
import { LANGUAGES } from "./software/languages.ts";
import { LIBRARIES } from "./software/libraries.ts";
import { SERVERS } from "./software/servers.ts";
import { TOOLS } from "./software/tools.ts";

/** All software that is told by its bytes. Of those that a file matches, the first counts. */
export const CLASSIFIERS: readonly Classifier[] = [
	...LANGUAGES,
	...JAVA,
	...SERVERS,
	...DATABASES,
	...LIBRARIES,
	...TOOLS,
	...GO_PROGRAMS,
	...APPLICATIONS,
];

const BY_NAME: ReadonlyMap<string, Classifier> = new Map(CLASSIFIERS.map((classifier) => [classifier.name, classifier]));

/** The classifier of a name. */
export function classifierNamed(name: string): Classifier | undefined {
	return BY_NAME.get(name);
}

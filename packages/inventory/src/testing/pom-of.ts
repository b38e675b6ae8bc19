/** A project made for a test. */
export interface Pom {
	readonly id: string;
	readonly parent?: string;
	readonly relativePath?: string;
	readonly properties?: Readonly<Record<string, string>>;
	readonly managed?: readonly string[];
	readonly dependencies?: readonly string[];
}

/** A `pom.xml`. Coordinates are `group:artifact[:version[:scope]]`; an empty part is left out. */
export function pomOf({ id, parent, relativePath, properties = {}, managed = [], dependencies = [] }: Pom): string {
	const path = relativePath === undefined ? "" : `<relativePath>${relativePath}</relativePath>`;
	return `<?xml version="1.0"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
	${parent === undefined ? "" : `<parent>${fields(parent)}${path}</parent>`}
	${fields(id)}
	<properties>${Object.entries(properties)
		.map(([name, value]) => `<${name}>${value}</${name}>`)
		.join("")}</properties>
	<dependencyManagement><dependencies>${managed.map(dependencyOf).join("")}</dependencies></dependencyManagement>
	<dependencies>${dependencies.map(dependencyOf).join("")}</dependencies>
</project>`;
}

function dependencyOf(coordinates: string): string {
	return `<dependency>${fields(coordinates)}</dependency>`;
}

function fields(coordinates: string): string {
	const names = ["groupId", "artifactId", "version", "scope"];
	return coordinates
		.split(":")
		.map((value, index) => (value === "" ? "" : `<${names[index]}>${value}</${names[index]}>`))
		.join("");
}

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { once, run, write } from "./shell.ts";

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <parent>
    <groupId>org.springframework.boot</groupId>
    <artifactId>spring-boot-starter-parent</artifactId>
    <version>2.5.6</version>
  </parent>
  <groupId>org.example.compare</groupId>
  <artifactId>compare-app</artifactId>
  <version>1.0.0</version>
  <dependencies>
    <dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency>
    <dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-log4j2</artifactId></dependency>
    <dependency><groupId>commons-collections</groupId><artifactId>commons-collections</artifactId><version>3.2.1</version></dependency>
    <dependency><groupId>com.google.guava</groupId><artifactId>guava</artifactId><version>30.0-jre</version></dependency>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka-clients</artifactId><version>2.8.0</version></dependency>
  </dependencies>
  <build><plugins><plugin>
    <groupId>org.springframework.boot</groupId><artifactId>spring-boot-maven-plugin</artifactId>
  </plugin></plugins></build>
</project>
`;

const MAIN = `package org.example.compare;
public class App { public static void main(String[] args) { System.out.println("compare"); } }
`;

/** A Spring Boot application as its plug-in packs it: one archive with all others inside. */
export function fatJar(work: string): string {
	const folder = join(work, "java");
	return once(folder, () => {
		const project = join(work, "java-project");
		write(project, { "pom.xml": POM, "src/main/java/org/example/compare/App.java": MAIN });
		run("mvn", ["--quiet", "--batch-mode", "-DskipTests", "package"], { cwd: project });
		const jar = readdirSync(join(project, "target")).find((name) => name.endsWith(".jar"));
		if (jar === undefined) throw new Error("Maven made no archive");
		run("cp", [join(project, "target", jar), folder]);
	});
}

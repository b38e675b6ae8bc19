import type { RemoteSource } from "../remote-source.ts";

/** An image of Docker's engine, or of one that speaks its language. */
export const docker: RemoteSource = {
	prefix: "docker",
	form: "docker:NAME",
	recognises: () => false,
	open: async (request) => (await import("../../engine/engine-image.ts")).openEngineImage("docker", request, process.env),
};

import { setFlagsFromString } from "node:v8";

/**
 * A test's process starts with cold code and mostly ends before that is hot: what is compiled for speed in the background
 * costs a fifth of the processor time and comes too late. It takes eight times as much use as usual. A version of Node
 * that does not know a flag says so and goes on.
 */
for (const flag of ["--interrupt-budget=1000000", "--wasm-tiering-budget=20000000"]) setFlagsFromString(flag);

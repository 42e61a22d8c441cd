import type { World } from "./world";
export async function playHistory(_world: World, _say: (line: string) => void): Promise<void> {}

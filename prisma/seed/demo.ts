export async function seedDemo(say: (line: string) => void): Promise<void> { say("nothing to seed yet"); }

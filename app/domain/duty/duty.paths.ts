/** URLs of the duty room. */
export const dutyPaths = {
  rota: () => "/duty",
  turn: (areaId: string, weekday: number) => `/duty/turns/${areaId}/${weekday}`,
};

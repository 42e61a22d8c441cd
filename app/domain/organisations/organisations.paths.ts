/** URLs of the organisations room. "new" in the place of an id opens an empty form. */
export const organisationsPaths = {
  list: (query = "") => (query ? `/organisations?${query}` : "/organisations"),
  authorities: () => "/organisations/authorities",
  others: () => "/organisations/others",
  other: (id: string) => `/organisations/others/${id}`,
  school: (id: string) => `/organisations/schools/${id}`,
  authority: (id: string) => `/organisations/authorities/${id}`,
  channels: () => "/organisations/channels",
  area: (id: string) => `/organisations/areas/${id}`,
  phone: (authorityId: string, place?: { purpose: string; position: number }) =>
    `/organisations/phones/${authorityId}${place ? `?${new URLSearchParams({ ...place, position: String(place.position) })}` : ""}`,
};

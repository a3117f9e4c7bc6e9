import * as charts from "../../charts/index";
import { capabilities, type Capability } from "../../charts/addon/capability";
import { addonCases } from "./support/addons";

const exported = new Set(Object.keys(charts));
const made = addonCases().map(({ addon }) => addon);

test("every add-on is exported", () => {
  const names = [...new Set(made.map(({ constructor }) => constructor.name))];
  expect(names.filter((name) => !exported.has(name))).toEqual([]);
});

const named = (id: Capability): string[] => capabilities[id].from.map((words) => words.split(" ")[0] ?? "");

test.each(Object.keys(capabilities) as Capability[])("what is said to bring %s is exported, and does in some case; nothing else does but what has retired", (id) => {
  const providers = new Set(made.filter(({ description }) => description.retired === undefined && description.provides?.includes(id) === true).map(({ constructor }) => constructor.name));
  expect([...providers].sort()).toEqual([...new Set(named(id))].sort());
  expect(named(id).filter((name) => !exported.has(name))).toEqual([]);
});

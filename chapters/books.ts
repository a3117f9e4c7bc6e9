import type { Book, BookId } from "./chapter";

/** The five books, titled as their authors titled them. */
export const books: Readonly<Record<BookId, Book>> = {
  pinnacle: {
    id: "pinnacle",
    title: { en: "The Pinnacle of Computing: Virtualization, Containers, and Intelligent Scheduling", zh: "计算之巅：虚拟化、容器与智能调度的原理、实践与未来" },
  },
  "docker-cloud": { id: "docker-cloud", title: { en: "Docker: Containers and Container Cloud", zh: "Docker：容器与容器云" } },
  "cloud-practice": { id: "cloud-practice", title: { en: "Cloud Computing: from Infrastructure Principles to Best Practice", zh: "云计算：从基础架构原理到最佳实践" } },
  "linux-advanced": { id: "linux-advanced", title: { en: "Advanced Linux: Virtualization and Containers", zh: "Linux高级主题：虚拟化技术和容器" } },
  "containers-ch11": { id: "containers-ch11", title: { en: "Chapter 11: Virtualized Containers", zh: "第十一章 虚拟化容器" } },
};

"""Three Docker engines in network namespaces, joined to one Swarm: the parts of the `practice` program."""

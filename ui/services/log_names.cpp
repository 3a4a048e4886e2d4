#include "ui/services/log_names.h"

using namespace Qt::StringLiterals;

namespace switchyard::ui {

logs::LogNames logNames(const SwarmFacts& swarm)
{
    logs::LogNames names;
    QHash<QString, bool> several;
    for (const docker::Service& service : swarm.services) {
        const QString stack = service.labels.value(u"com.docker.stack.namespace"_s) + u'_';
        const bool inStack = stack.size() > 1 && service.name.startsWith(stack);
        names.services.insert(service.id, inStack ? service.name.sliced(stack.size()) : service.name);
        several.insert(service.id, service.global || service.replicas > 1);
    }
    QHash<QString, QString> nodes;
    for (const docker::Node& node : swarm.nodes)
        nodes.insert(node.id, node.hostname);
    for (const docker::Task& task : swarm.tasks) {
        if (!several.value(task.serviceId))
            continue;
        const QString place = task.slot > 0 ? QString::number(task.slot) : nodes.value(task.nodeId);
        names.tasks.insert(task.id, names.services.value(task.serviceId) + u'.' + place);
    }
    return names;
}

} // namespace switchyard::ui

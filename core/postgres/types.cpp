#include "core/postgres/types.h"

namespace switchyard::postgres {

int Rows::column(QByteArrayView name) const
{
    for (qsizetype i = 0; i < columns.size(); ++i) {
        if (QByteArrayView(columns[i]) == name)
            return static_cast<int>(i);
    }
    return -1;
}

} // namespace switchyard::postgres

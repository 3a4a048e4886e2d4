#include "ui/widgets/chart_flags.h"

#include <algorithm>
#include <numeric>

namespace switchyard::ui {

namespace {
constexpr double flagHeight = 18, flagAir = 4, flagLead = 9;
} // namespace

QVector<QRectF> placeFlags(const QVector<FlagWish>& wishes, const QRectF& plot)
{
    QVector<QRectF> flags(wishes.size());
    QVector<qsizetype> order(wishes.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](qsizetype a, qsizetype b) {
        return wishes[a].weight != wishes[b].weight ? wishes[a].weight > wishes[b].weight
                                                    : wishes[a].x > wishes[b].x;
    });
    for (const qsizetype i : order) {
        const FlagWish& wish = wishes[i];
        if (wish.width <= 0 || wish.width > plot.width())
            continue;
        const double left = std::clamp(wish.x - flagLead, plot.left(), plot.right() - wish.width);
        const QRectF flag(left, plot.top() - flagHeight / 2, wish.width, flagHeight);
        const bool taken = std::any_of(flags.begin(), flags.end(), [&](const QRectF& other) {
            return !other.isNull() && flag.left() < other.right() + flagAir &&
                   other.left() < flag.right() + flagAir;
        });
        if (!taken)
            flags[i] = flag;
    }
    return flags;
}

} // namespace switchyard::ui

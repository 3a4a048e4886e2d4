// The yardstick of `./bench start`: the least that a Qt Widgets program can be.
#include "app/gui/first_frame.h"

#include <QApplication>
#include <QMainWindow>

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QMainWindow window;
    window.resize(1440, 900);
    switchyard::FirstFrame frame(window, "first-frame", &QApplication::quit);
    window.show();
    return QApplication::exec();
}

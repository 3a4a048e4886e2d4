INSERT INTO switchyard_truth(note) VALUES (repeat('x', 200));
